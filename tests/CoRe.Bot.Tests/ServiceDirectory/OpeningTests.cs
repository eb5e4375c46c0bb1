using CoRe.Bot.ServiceDirectory.Hours;
using CoRe.Bot.ServiceDirectory.Hsds;

namespace CoRe.Bot.Tests.ServiceDirectory;

public sealed class OpeningTests
{
    private static readonly ServiceHours Weekdays = Read(Rule("MO,TU,WE,TH,FR", "09:00", "14:15"));
    private static readonly ServiceHours Always = Read(Rule("MO,TU,WE,TH,FR,SA,SU", "00:00", "00:00"));
    private static readonly ServiceHours Nights = Read(Rule("FR,SA", "22:00", "04:00"));

    public static TheoryData<int, string> EasterSundays => new()
    {
        { 2024, "2024-03-31" }, { 2025, "2025-04-20" }, { 2026, "2026-04-05" }, { 2027, "2027-03-28" }, { 2030, "2030-04-21" }, { 2038, "2038-04-25" },
    };

    [Theory]
    [MemberData(nameof(EasterSundays))]
    public void Easter_falls_where_the_church_says(int year, string day) => Assert.Equal(DateOnly.Parse(day), ItalianHolidays.Easter(year));

    [Theory]
    [InlineData("2026-12-25", true)]
    [InlineData("2026-12-24", false)]
    [InlineData("2026-04-06", true)]
    [InlineData("2026-10-04", true)]
    [InlineData("2025-10-04", false)]
    [InlineData("2026-06-02", true)]
    [InlineData("2026-06-29", false)]
    public void A_holiday_is_one(string day, bool holds) => Assert.Equal(holds, ItalianHolidays.Holds(DateOnly.Parse(day)));

    [Fact]
    public void The_patron_of_a_city_shuts_its_offices_and_no_others()
    {
        var day = new DateOnly(2026, 12, 7);

        Assert.True(ItalianHolidays.Holds(day, "12-07"));
        Assert.False(ItalianHolidays.Holds(day, "06-29"));
    }

    [Theory]
    [InlineData("2026-11-24T08:59+01:00", "Closed", "2026-11-24T09:00+01:00")]
    [InlineData("2026-11-24T09:00+01:00", "Open", "2026-11-24T14:15+01:00")]
    [InlineData("2026-11-24T14:15+01:00", "Closed", "2026-11-25T09:00+01:00")]
    [InlineData("2026-11-27T15:00+01:00", "Closed", "2026-11-30T09:00+01:00")]
    // The day before the Immaculate Conception (Tuesday 8 December): the next opening is the day after it.
    [InlineData("2026-12-07T15:00+01:00", "Closed", "2026-12-09T09:00+01:00")]
    [InlineData("2026-12-08T10:00+01:00", "Holiday", null)]
    // The clock of the server is another one.
    [InlineData("2026-11-24T08:30Z", "Open", "2026-11-24T14:15+01:00")]
    [InlineData("2026-07-01T07:30Z", "Open", "2026-07-01T14:15+02:00")]
    public void Open_now_and_open_next(string now, string kind, string? at)
    {
        var state = Weekdays.At(DateTimeOffset.Parse(now));

        Assert.Equal(kind, state.Kind.ToString());
        Assert.Equal(at is null ? null : DateTimeOffset.Parse(at), state.At);
    }

    [Fact]
    public void Day_and_night_is_open_on_christmas_too()
    {
        Assert.True(Always.Always);
        Assert.Equal(OpenKind.Always, Always.At(DateTimeOffset.Parse("2026-12-25T03:00+01:00")).Kind);
    }

    [Fact]
    public void Hours_that_run_past_midnight_hold_until_they_end()
    {
        var state = Nights.At(DateTimeOffset.Parse("2026-11-29T03:00+01:00"));

        Assert.Equal((OpenKind.Open, DateTimeOffset.Parse("2026-11-29T04:00+01:00")), (state.Kind, state.At!.Value));
        Assert.Equal(OpenKind.Closed, Nights.At(DateTimeOffset.Parse("2026-11-30T03:00+01:00")).Kind);
    }

    [Fact]
    public void Two_stretches_that_touch_are_one()
    {
        var state = Read(Rule("TU", "09:00", "13:00"), Rule("TU", "13:00", "18:00")).At(DateTimeOffset.Parse("2026-11-24T10:00+01:00"));

        Assert.Equal(DateTimeOffset.Parse("2026-11-24T18:00+01:00"), state.At);
    }

    [Fact]
    public void A_season_that_is_over_opens_nothing()
    {
        var summer = Read(Rule("MO,TU,WE,TH,FR", "09:00", "12:00") with { ValidFrom = "2026-06-01", ValidTo = "2026-09-30" });

        Assert.Equal(OpenKind.Unknown, summer.At(DateTimeOffset.Parse("2026-11-24T10:00+01:00")).Kind);
        Assert.Equal(OpenKind.Open, summer.At(DateTimeOffset.Parse("2026-07-14T10:00+02:00")).Kind);
    }

    [Theory]
    [InlineData("MONTHLY", null, null)]
    [InlineData("WEEKLY", 2, null)]
    [InlineData("WEEKLY", 1, "1,15")]
    public void A_rule_that_is_not_weekly_makes_the_whole_schedule_unknown(string freq, int? interval, string? monthDays)
    {
        var hours = Read(Rule("MO", "09:00", "12:00"), Rule("TU", "09:00", "12:00") with { Freq = freq, Interval = interval, Bymonthday = monthDays });

        Assert.Empty(hours.Spells);
        Assert.Equal(OpenKind.Unknown, hours.At(DateTimeOffset.Parse("2026-11-23T10:00+01:00")).Kind);
    }

    [Theory]
    [InlineData("MO,XX", "09:00", "12:00")]
    [InlineData("MO", "9 o'clock", "12:00")]
    [InlineData("MO", "09:00", "25:00")]
    public void Hours_nobody_can_read_are_refused(string days, string opens, string closes) => Assert.Throws<FormatException>(() => Read(Rule(days, opens, closes)));

    [Fact]
    public void Times_with_a_zone_mean_the_clock_on_the_wall() =>
        Assert.Equal(new TimeOnly(9, 0), Read(Rule("MO", "09:00+01:00", "12:00Z")).Spells.Single().Opens);

    private static ServiceHours Read(params HsdsSchedule[] rules) => ScheduleReader.Read(rules);

    private static HsdsSchedule Rule(string days, string opens, string closes) =>
        new(null, null, null, null, null, "WEEKLY", null, days, null, null, null, null, opens, closes, null, null);
}
