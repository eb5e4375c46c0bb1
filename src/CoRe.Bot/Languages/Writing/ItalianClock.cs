using System.Globalization;

namespace CoRe.Bot.Languages.Writing;

/// <summary>A moment in Italy, as a person reads it.</summary>
internal static class ItalianClock
{
    private static readonly TimeZoneInfo Rome = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");

    /// <summary>Day and hour in Italy, in the words of the language, with digits that a phone can dial.</summary>
    public static string Say(DateTimeOffset at, LocaleTag tag)
    {
        var culture = CultureInfo.GetCultureInfo(tag.Value);
        var format = (DateTimeFormatInfo)culture.DateTimeFormat.Clone();
        format.Calendar = culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() ?? format.Calendar;
        return TimeZoneInfo.ConvertTime(at, Rome).ToString("dddd d MMMM, HH:mm", format);
    }

    /// <summary>What a browser's field for day and hour sends (<c>2026-11-25T16:30</c>), as a moment; null for anything else.</summary>
    public static DateTimeOffset? Read(string typed) =>
        DateTime.TryParseExact(typed, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? Of(local) : null;

    /// <summary>An hour on Italian clocks as a moment; null for one that the change of the clocks leaves out.</summary>
    public static DateTimeOffset? Of(DateTime local) => Rome.IsInvalidTime(local) ? null : new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Rome.GetUtcOffset(local));
}
