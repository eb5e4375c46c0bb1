using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.ServiceDirectory;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Dialogs.Steps;

/// <summary>Remembers what the person needs (<c>#need:health</c>). A city that is known already is not asked again.</summary>
internal sealed class TakeNeed(ServiceLibrary services) : IFlowAct
{
    public string Name => "take-need";

    public IReadOnlyList<string> Outcomes { get; } = ["city-known", "city-needed", Flows.FlowOutcomes.Unknown];

    public string Run(FlowTurn turn, string argument)
    {
        if (!services.NeedCodes.Contains(argument))
        {
            return Flows.FlowOutcomes.Unknown;
        }

        turn.Memory.Need = argument;
        return turn.Memory.City is null ? "city-needed" : "city-known";
    }
}

/// <summary>Takes the city from a tap (<c>#city:roma</c>) or from the words, and looks whether there is something there.</summary>
internal sealed class TakeCity(ServiceLibrary services) : IFlowAct
{
    public string Name => "take-city";

    public IReadOnlyList<string> Outcomes { get; } = ["found", "none", "need-missing", Flows.FlowOutcomes.Unknown];

    public string Run(FlowTurn turn, string argument)
    {
        // A tap names the city by its code; "*" asks again about the one that is known.
        var city = argument == "known" ? services.Cities.Find(turn.Memory.City)
            : services.Cities.Find(argument) ?? (turn.Words is { } words && !Commands.IsCommand(words) ? services.Cities.In(words) : null);
        if (city is null)
        {
            return Flows.FlowOutcomes.Unknown;
        }

        turn.Memory.City = city.Id;
        if (turn.Memory.Need is not { } need)
        {
            return "need-missing";
        }

        var found = services.Search(need, city.Id, turn.Locale).Count > 0;
        turn.Turn.Count(found ? FactType.ServicesShown : FactType.NoServiceFound, need);
        return found ? "found" : "none";
    }
}

/// <summary>The needs as tiles.</summary>
internal sealed class ShowNeeds(ServiceLibrary services, LocaleLibrary locales) : IFlowShow
{
    public string Name => "needs";

    public void Compose(FlowTurn turn, string argument, Page page) =>
        page.Options.AddRange(services.NeedCodes.Select(need => new Option(locales.Text(turn.Locale, $"services.need.{need}").Text, $"#need:{need}")));
}

/// <summary>Cities that have entries, a few at a time; any other may be typed.</summary>
internal sealed class ShowCities(ServiceLibrary services, LocaleLibrary locales, IOptions<DialogsOptions> options) : IFlowShow
{
    public string Name => "cities";

    public void Compose(FlowTurn turn, string argument, Page page)
    {
        var size = options.Value.TilesPerPage;
        var cities = services.CitiesWith(turn.Memory.Need);
        var number = int.TryParse(argument, out var asked) && asked > 0 && asked * size < cities.Count ? asked : 0;
        page.Options.AddRange(cities.Skip(number * size).Take(size).Select(city => new Option(city.NameIn(turn.Locale), $"#city:{city.Id}")));
        if ((number + 1) * size < cities.Count)
        {
            page.Options.Add(new Option(locales.Text(turn.Locale, "dialogs.more").Text, $"#cities:{number + 1}"));
        }
    }
}

/// <summary>The services found, each with why it is shown, how to reach it and what is not known of it.</summary>
internal sealed class ShowServices(ServiceLibrary services, Hotlines hotlines, SafetyTexts safety, LocaleLibrary locales, IOptions<DialogsOptions> options) : IFlowShow
{
    public string Name => "services";

    public void Compose(FlowTurn turn, string argument, Page page)
    {
        if (turn.Memory is not { Need: { } need, City: { } cityId } || services.Cities.Find(cityId) is not { } city)
        {
            return;
        }

        var named = (("need", locales.Text(turn.Locale, $"services.need.{need}").Text), ("city", city.NameIn(turn.Locale)));
        page.Bubbles.Add(new Bubble(Flows.BubbleKind.Services, locales.Text(turn.Locale, "services.found", named.Item1, named.Item2)));
        foreach (var match in services.Search(need, cityId, turn.Locale).Take(options.Value.ServicesPerAnswer))
        {
            page.Bubbles.Add(Card(match, city, turn.Locale));
        }
    }

    private Bubble Card(ServiceMatch match, City city, LocaleTag tag)
    {
        var service = match.Service;
        var title = locales.Text(tag, "services.why", ("reasons", string.Join(locales.Pack(tag).RightToLeft ? "، " : ", ", match.Reasons.Select(reason => locales.Text(tag, $"services.why.{reason.ToString().ToLowerInvariant()}").Text))));
        var address = (service as OpenService)?.Address;
        string[] lines =
        [
            service.Name,
            title.Text,
            .. address is null ? Array.Empty<string>() : [locales.Text(tag, "services.address", ("address", $"{address}, {city.NameIn(LocaleTag.Italian)}")).Text],
            .. service.Hours is null ? Array.Empty<string>() : [locales.Text(tag, "services.hours", ("hours", service.Hours)).Text],
            .. service is ShieldedService ? [locales.Text(tag, "services.shielded").Text] : Array.Empty<string>(),
            .. service.CheckedByPhone ? Array.Empty<string>() : [locales.Text(tag, "services.unchecked").Text],
        ];
        return new Bubble(Flows.BubbleKind.Services, new LocalText(string.Join('\n', lines), title.State, title.Locale), Buttons(service, address, city, tag));
    }

    private IReadOnlyList<CardAction> Buttons(PublicService service, string? address, City city, LocaleTag tag)
    {
        var buttons = service.Phones.Select(phone => Voice.Call(locales.Text(tag, "services.call", ("number", phone.Number.Display)).Text, phone.Number.Link)).ToList();
        if (buttons.Count == 0 && service is ShieldedService && hotlines.Find("1522") is { } line)
        {
            buttons.AddRange(safety.Calls([line], tag));
        }

        if (address is not null)
        {
            var query = Uri.EscapeDataString($"{address}, {city.NameIn(LocaleTag.Italian)}");
            buttons.Add(Voice.Link(locales.Text(tag, "services.map").Text, $"https://www.openstreetmap.org/search?query={query}"));
        }

        return buttons;
    }
}

/// <summary>Numbers to tap: for a need (<c>need</c>), for the harm that was found (<c>harm</c>), or those for everybody.</summary>
internal sealed class ShowNumbers(Hotlines hotlines, SafetyTexts safety, LocaleLibrary locales) : IFlowShow
{
    public string Name => "numbers";

    public void Compose(FlowTurn turn, string argument, Page page)
    {
        var harm = turn.Memory.Harm is { } code && RiskCategories.TryParse(code, out var known) ? known : RiskCategory.None;
        var lines = argument == "need" && turn.Memory.Need is { } need ? hotlines.For(need, turn.Memory.City) : hotlines.For(harm);
        var kind = argument == "need" ? Flows.BubbleKind.Services : Flows.BubbleKind.Safety;
        var text = locales.Text(turn.Locale, "services.numbers");
        if (lines.Any(line => line.Id == "antitratta"))
        {
            text = text with { Text = $"{text.Text}\n{locales.Text(turn.Locale, "services.note.antitratta")}" };
        }

        if (lines.Any(line => line.Id != Hotlines.Emergency && !line.CheckedByPhone))
        {
            text = text with { Text = $"{text.Text}\n{locales.Text(turn.Locale, "services.numbers.unchecked")}" };
        }

        page.Bubbles.Add(new Bubble(kind, text, safety.Calls(lines, turn.Locale)));
    }
}
