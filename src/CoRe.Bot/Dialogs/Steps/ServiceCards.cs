using System.Globalization;
using CoRe.Bot.Dialogs.Flows;
using CoRe.Bot.Languages;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Hours;
using CoRe.Bot.ServiceDirectory.Places;

namespace CoRe.Bot.Dialogs.Steps;

/// <summary>
/// One service in words: why it is shown, where it is, when it is open, whom it is for, and how sure all that is. What nobody has made sure of
/// is said to be unsure, never as a fact.
/// </summary>
internal sealed class ServiceCards(LocaleLibrary locales, Hotlines hotlines, SafetyTexts safety)
{
    public Bubble Card(ServiceMatch match, City city, ServiceDirectory.Places.Place? near, DateTimeOffset now, LocaleTag tag)
    {
        var service = match.Service;
        var where = (service as OpenService)?.Where;
        var reasons = string.Join(locales.Pack(tag).RightToLeft ? "، " : ", ", match.Reasons.Select(reason => Say(tag, $"services.why.{reason.ToString().ToLowerInvariant()}")));
        var why = locales.Text(tag, "services.why", ("reasons", reasons));
        string?[] lines =
        [
            service.Name,
            why.Text,
            match.Kilometres is { } km && near is not null ? Say(tag, "services.distance", ("km", Kilometres(km)), ("place", near.Name)) : null,
            where?.Address is { } address ? Say(tag, "services.address", ("address", $"{address}, {city.NameIn(LocaleTag.Italian)}")) : null,
            where?.Place is { } place ? Say(tag, "services.where", ("place", place)) : null,
            where?.Stop is { } stop ? Say(tag, "services.stop", ("stop", stop)) : null,
            .. Opening(service, city, now, tag),
            .. Whom(service, tag),
            service is ShieldedService ? Say(tag, "services.shielded") : null,
            .. HowSure(service, ServiceHours.Today(now), tag),
        ];
        return new Bubble(BubbleKind.Services, new LocalText(string.Join('\n', lines.OfType<string>()), why.State, why.Locale), Buttons(service, where?.Address, city, tag));
    }

    private IEnumerable<string?> Opening(PublicService service, City city, DateTimeOffset now, LocaleTag tag)
    {
        var hours = service.Hours;
        yield return hours.ByAppointment ? Say(tag, "services.open.appointment") : null;
        if (hours.Spells.Count == 0)
        {
            // A walk to a door that may be shut is worth a call first, if there is a number.
            yield return !hours.ByAppointment && service is OpenService { Where.Address: not null } && service.Phones.Count > 0 ? Say(tag, "services.open.unknown") : null;
        }
        else if (!service.IsFresh(ServiceHours.Today(now)))
        {
            yield return Say(tag, "services.hours", ("hours", Week(hours, tag)));
        }
        else
        {
            var state = hours.At(now, city.Patron);
            yield return state switch
            {
                { Kind: OpenKind.Always } => Say(tag, "services.open.always"),
                { Kind: OpenKind.Open, At: { } until } => Say(tag, "services.open.now", ("time", Clock(until))),
                { Kind: OpenKind.Closed, At: { } next } => Say(tag, "services.open.next", ("time", $"{Day(ServiceHours.Clock(next).DayOfWeek, tag)} {Clock(next)}")),
                { Kind: OpenKind.Holiday } => Say(tag, "services.open.holiday"),
                _ => Say(tag, "services.open.unknown"),
            };
            yield return state.Kind == OpenKind.Always ? null : Week(hours, tag);
        }
    }

    private IEnumerable<string?> Whom(PublicService service, LocaleTag tag)
    {
        var comma = locales.Pack(tag).RightToLeft ? "، " : ", ";
        var spoken = service.Languages.Where(code => locales.IsOpen(new LocaleTag(code))).Select(code => locales.Pack(new LocaleTag(code)).OwnName).ToList();
        yield return spoken.Count > 0 ? Say(tag, "services.languages", ("languages", string.Join(comma, spoken))) : null;
        yield return (service.MinimumAge, service.MaximumAge) switch
        {
            ({ } least, { } most) => Say(tag, "services.ages", ("ages", $"{least}–{most}")),
            ({ } least, null) => Say(tag, "services.ages", ("ages", $"{least}+")),
            (null, { } most) => Say(tag, "services.ages", ("ages", $"0–{most}")),
            _ => null,
        };
        yield return service.Gender is null ? null : Say(tag, service.Gender == "women" ? "services.for_women" : "services.for_men");
    }

    private IEnumerable<string?> HowSure(PublicService service, DateOnly today, LocaleTag tag)
    {
        yield return service.IsFull(today) ? Say(tag, "services.full") : null;
        yield return service.AssuredOn is not { } on ? null
            : Say(tag, service.IsStale(today) ? "services.stale" : "services.assured", ("date", on.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)));
        yield return service.CheckedByPhone ? null : Say(tag, "services.unchecked");
    }

    /// <summary>The week as <c>Monday–Friday 09:00–14:15; Saturday 09:00–13:00</c>: days in a row with the same hours stand together.</summary>
    private string Week(ServiceHours hours, LocaleTag tag)
    {
        if (hours.Always)
        {
            return Say(tag, "services.hours.always");
        }

        var days = hours.Spells.GroupBy(spell => ServiceHours.Weekday(spell.Day))
            .Select(day => (Number: day.Key, day.First().Day, Times: string.Join(", ", day.Select(spell => $"{Clock(spell.Opens)}–{Clock(spell.Closes)}").Distinct()))).ToList();
        var runs = new List<(DayOfWeek First, DayOfWeek Last, int Next, string Times)>();
        foreach (var (number, day, times) in days)
        {
            if (runs is [.., var run] && run.Next == number && run.Times == times)
            {
                runs[^1] = run with { Last = day, Next = number + 1 };
            }
            else
            {
                runs.Add((day, day, number + 1, times));
            }
        }

        return string.Join("; ", runs.Select(run => $"{(run.First == run.Last ? Day(run.First, tag) : $"{Day(run.First, tag)}–{Day(run.Last, tag)}")} {run.Times}"));
    }

    private IReadOnlyList<CardAction> Buttons(PublicService service, string? address, City city, LocaleTag tag)
    {
        var buttons = service.Phones.Select(phone => Voice.Call(Say(tag, "services.call", ("number", phone.Number.Display)), phone.Number.Link)).ToList();
        if (buttons.Count == 0 && service is ShieldedService && hotlines.Find("1522") is { } line)
        {
            buttons.AddRange(safety.Calls([line], tag));
        }

        if (address is not null)
        {
            var query = Uri.EscapeDataString($"{address}, {city.NameIn(LocaleTag.Italian)}");
            buttons.Add(Voice.Link(Say(tag, "services.map"), $"https://www.openstreetmap.org/search?query={query}"));
        }

        buttons.Add(Voice.Button(new Option(Say(tag, "services.sent_away"), $"#away:{service.Id}")));
        return buttons;
    }

    private string Say(LocaleTag tag, string key, params ReadOnlySpan<(string Name, string Value)> values) => locales.Text(tag, key, values).Text;

    private string Day(DayOfWeek day, LocaleTag tag) => Say(tag, $"services.day.{ServiceHours.Weekday(day)}");

    /// <summary>Half kilometres up to ten: a station is no address, and the way is longer than the line.</summary>
    private static string Kilometres(double km) => (km < 0.5 ? 0.5 : km < 10 ? Math.Round(km * 2) / 2 : Math.Round(km)).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset moment) => ServiceHours.Clock(moment).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
