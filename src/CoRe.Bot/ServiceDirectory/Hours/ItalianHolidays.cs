namespace CoRe.Bot.ServiceDirectory.Hours;

/// <summary>
/// Days on which offices in Italy are shut: the holidays of the law (L. 260/1949 as amended; 4 October again from 2026, L. 151/2025),
/// Easter Monday, and the day of the city's patron saint.
/// </summary>
internal static class ItalianHolidays
{
    private static readonly HashSet<(int Month, int Day)> Fixed =
        [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)];

    private const int FirstYearOfSaintFrancis = 2026;

    /// <param name="day">A day in Italy.</param>
    /// <param name="patron">The patron's day of the place as <c>MM-dd</c>, or null.</param>
    public static bool Holds(DateOnly day, string? patron = null) =>
        Fixed.Contains((day.Month, day.Day))
        || (day is { Month: 10, Day: 4 } && day.Year >= FirstYearOfSaintFrancis)
        || Easter(day.Year) is var easter && (day == easter || day == easter.AddDays(1))
        || patron == day.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876 (Meeus, Jones, Butcher).</summary>
    public static DateOnly Easter(int year)
    {
        var (century, golden) = (year / 100, year % 19);
        var corrected = (century - (century / 4) - (((8 * century) + 13) / 25) + (19 * golden) + 15) % 30;
        var moon = corrected - (corrected / 28 * (1 - (corrected / 28 * (29 / (corrected + 1)) * ((21 - golden) / 11))));
        var weekday = (year + (year / 4) + moon + 2 - century + (century / 4)) % 7;
        var offset = moon - weekday;
        var month = 3 + ((offset + 40) / 44);
        return new DateOnly(year, month, offset + 28 - (31 * (month / 4)));
    }
}
