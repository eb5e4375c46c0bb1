using System.Globalization;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Upkeep;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Dialogs.Steps;

/// <summary>What the steps around places share.</summary>
internal static class NearSteps
{
    /// <summary>Ends the command of a place that the phone chose itself from its position (<c>#near:roma-termini/here</c>).</summary>
    public const string Shared = "/here";

    /// <summary>The phone shall choose; one that cannot sends <see cref="Failed"/>.</summary>
    public const string Here = "here";

    public const string Failed = "failed";

    public static string Look(ServiceLibrary services, FlowTurn turn, string need, string cityId)
    {
        var found = services.Search(new ServiceQuery(need, cityId, turn.Turn.Now, turn.Locale, turn.Memory.Near, turn.Memory.Age)).Count > 0;
        turn.Turn.Count(found ? FactType.ServicesShown : FactType.NoServiceFound, need);
        return found ? "found" : "none";
    }
}

/// <summary>Stations and districts instead of a position; a phone may also choose the nearest one by itself.</summary>
internal sealed class ShowPlaces(ServiceLibrary services, LocaleLibrary locales, IOptions<DialogsOptions> options) : IFlowShow
{
    public string Name => "places";

    public void Compose(FlowTurn turn, string argument, Page page)
    {
        var size = options.Value.TilesPerPage;
        var places = turn.Memory.City is { } city && services.Places.Of(city) is { Count: > 0 } here ? here : services.Places.All;
        var number = int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked * size < places.Count ? asked : 0;
        page.Options.Add(new Option(locales.Text(turn.Locale, "services.near.share").Text, $"#near:{NearSteps.Here}"));
        page.Options.AddRange(places.Skip(number * size).Take(size).Select(place => new Option(place.Name, $"#near:{place.Id}")));
        if ((number + 1) * size < places.Count)
        {
            page.Options.Add(new Option(locales.Text(turn.Locale, "dialogs.more").Text, $"#places:{number + 1}"));
        }
    }
}

/// <summary>Takes a place from a tap (<c>#near:roma-termini</c>) or from the words; its city comes with it. Where exactly somebody is, nobody is told.</summary>
internal sealed class TakePlace(ServiceLibrary services) : IFlowAct
{
    public string Name => "take-place";

    public IReadOnlyList<string> Outcomes { get; } = ["found", "none", "need-missing", "failed", Flows.FlowOutcomes.Unknown];

    public string Run(FlowTurn turn, string argument)
    {
        if (argument is NearSteps.Here or NearSteps.Failed)
        {
            return "failed";
        }

        var id = argument.EndsWith(NearSteps.Shared, StringComparison.Ordinal) ? argument[..^NearSteps.Shared.Length] : argument;
        var place = services.Places.Find(id) ?? (turn.Words is { } words && !Commands.IsCommand(words) ? services.Places.In(words) : null);
        var city = place?.CityId ?? (turn.Words is { } named && !Commands.IsCommand(named) ? services.Cities.In(named)?.Id : null);
        if (city is null)
        {
            return Flows.FlowOutcomes.Unknown;
        }

        (turn.Memory.City, turn.Memory.Near) = (city, place?.Id);
        return turn.Memory.Need is { } need ? NearSteps.Look(services, turn, need, city) : "need-missing";
    }
}

/// <summary>"They sent me away": a task for the team, once for each service in a talk. Which door and which day, nothing about the person.</summary>
internal sealed class ReportSentAway(ServiceLibrary services) : IFlowAct
{
    public string Name => "report-sent-away";

    public IReadOnlyList<string> Outcomes { get; } = ["noted", Flows.FlowOutcomes.Unknown];

    public string Run(FlowTurn turn, string argument)
    {
        if (services.Find(argument) is not { } service)
        {
            return Flows.FlowOutcomes.Unknown;
        }

        if (!turn.Memory.SentAwayBy.Contains(service.Id))
        {
            turn.Memory.SentAwayBy.Add(service.Id);
            turn.Turn.Want(new OpenServiceTask(service.Id, ServiceTaskKind.SentAway, turn.Locale));
            turn.Turn.Count(FactType.SentAway, turn.Memory.Need);
        }

        return "noted";
    }
}
