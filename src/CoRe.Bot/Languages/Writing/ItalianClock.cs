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
}
