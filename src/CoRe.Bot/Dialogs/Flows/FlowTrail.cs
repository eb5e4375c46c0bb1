namespace CoRe.Bot.Dialogs.Flows;

/// <summary>The pages a talk has come by, the present one last. Stored as one text of places.</summary>
internal sealed class FlowTrail
{
    private const char Between = '\n';
    private readonly List<Place> _places;
    private readonly int _depth;

    private FlowTrail(List<Place> places, int depth) => (_places, _depth) = (places, depth);

    public Place? Current => _places.Count > 0 ? _places[^1] : null;

    /// <summary>Places of nodes that a newer release no longer has are forgotten.</summary>
    public static FlowTrail Parse(string? stored, FlowLibrary flows, int depth) =>
        new([.. (stored ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(Place.Parse).Where(place => flows.Has(place.Node))], depth);

    /// <summary>Steps onto a page. A passing page leaves no trace once left; the same page twice is one.</summary>
    public void Push(Place place, FlowLibrary flows)
    {
        DropPassing(flows);
        _places.RemoveAll(known => known == place);
        _places.Add(place);
        if (_places.Count > _depth)
        {
            _places.RemoveAt(0);
        }
    }

    /// <summary>Leaves the present page; null when there is none before it.</summary>
    public Place? Back(FlowLibrary flows)
    {
        if (Current is { } current && !flows[current.Node].Passing)
        {
            _places.RemoveAt(_places.Count - 1);
        }

        return Resume(flows);
    }

    /// <summary>The page that was interrupted, once the passing one on top is gone.</summary>
    public Place? Resume(FlowLibrary flows)
    {
        DropPassing(flows);
        return Current;
    }

    public void Clear() => _places.Clear();

    public override string ToString() => string.Join(Between, _places);

    private void DropPassing(FlowLibrary flows) => _places.RemoveAll(place => flows[place.Node].Passing);
}
