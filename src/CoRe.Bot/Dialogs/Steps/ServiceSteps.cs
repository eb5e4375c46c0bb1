using System.Globalization;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Places;
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

        if (services.Places.Find(turn.Memory.Near)?.CityId != city.Id)
        {
            turn.Memory.Near = null;
        }

        return NearSteps.Look(services, turn, need, city.Id);
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

/// <summary>The services found, a few at a time, each with why it is shown, how to reach it and what is not known of it.</summary>
internal sealed class ShowServices(ServiceLibrary services, ServiceCards cards, LocaleLibrary locales, IOptions<DialogsOptions> options) : IFlowShow
{
    public string Name => "services";

    public void Compose(FlowTurn turn, string argument, Page page)
    {
        if (turn.Memory is not { Need: { } need, City: { } cityId } || services.Cities.Find(cityId) is not { } city)
        {
            return;
        }

        var near = services.Places.Find(turn.Memory.Near) is { } place && place.CityId == city.Id ? place : null;
        var found = services.Search(new ServiceQuery(need, city.Id, turn.Turn.Now, turn.Locale, near?.Id, turn.Memory.Age));
        var size = options.Value.ServicesPerAnswer;
        var number = int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked * size < found.Count ? asked : 0;
        page.Bubbles.Add(new Bubble(Flows.BubbleKind.Services, Title(turn, need, city, near, measured: found.Any(match => match.Kilometres is not null), shared: argument.EndsWith(NearSteps.Shared, StringComparison.Ordinal))));
        foreach (var match in found.Skip(number * size).Take(size))
        {
            page.Bubbles.Add(cards.Card(match, city, near, turn.Turn.Now, turn.Locale));
        }

        if ((number + 1) * size < found.Count)
        {
            page.Options.Add(new Option(locales.Text(turn.Locale, "services.choice.more").Text, $"#more:{number + 1}"));
        }
    }

    private LocalText Title(FlowTurn turn, string need, City city, ServiceDirectory.Places.Place? near, bool measured, bool shared)
    {
        var title = locales.Text(turn.Locale, "services.found", ("need", locales.Text(turn.Locale, $"services.need.{need}").Text), ("city", city.NameIn(turn.Locale)));
        string?[] lines =
        [
            shared ? locales.Text(turn.Locale, "services.near.used").Text : null,
            title.Text,
            near is null || !measured ? null : locales.Text(turn.Locale, "services.near.from", ("place", near.Name)).Text,
        ];
        return title with { Text = string.Join('\n', lines.OfType<string>()) };
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
