using System.Globalization;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Escalation.Duty;

/// <summary>When somebody is back, as a person reads it.</summary>
internal static class DeskMoment
{
    private static readonly TimeZoneInfo Rome = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");

    /// <summary>Day and hour in Italy, in the words of the language, with digits that a phone can dial.</summary>
    public static string InItaly(DateTimeOffset at, LocaleTag tag)
    {
        var culture = CultureInfo.GetCultureInfo(tag.Value);
        var format = (DateTimeFormatInfo)culture.DateTimeFormat.Clone();
        format.Calendar = culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() ?? format.Calendar;
        return TimeZoneInfo.ConvertTime(at, Rome).ToString("dddd d MMMM, HH:mm", format);
    }
}
