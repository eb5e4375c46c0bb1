using System.Collections.Frozen;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.ServiceDirectory.Hsds;

namespace CoRe.Bot.ServiceDirectory.Places;

/// <summary>A point on earth in degrees (WGS84).</summary>
internal readonly record struct GeoPoint(double Latitude, double Longitude)
{
    private const double EarthKilometres = 6371;

    /// <summary>As the crow flies (haversine), in kilometres.</summary>
    public double KilometresTo(GeoPoint other)
    {
        static double Half(double degrees) => Math.Pow(Math.Sin(double.DegreesToRadians(degrees) / 2), 2);
        var chord = Half(other.Latitude - Latitude) + (Math.Cos(double.DegreesToRadians(Latitude)) * Math.Cos(double.DegreesToRadians(other.Latitude)) * Half(other.Longitude - Longitude));
        return 2 * EarthKilometres * Math.Asin(Math.Sqrt(Math.Min(1, chord)));
    }
}

/// <summary>Something people know the name of: a station, a district, a city.</summary>
internal sealed record Place(string Id, string Name, string CityId, string Kind, GeoPoint Position);

/// <summary>
/// Places a person can name instead of a position. The phone chooses the nearest one by itself when somebody shares where they are, so a
/// position never travels and is nowhere kept.
/// </summary>
internal sealed class PlaceBook
{
    /// <summary>Further away than this, "near" is no word for it.</summary>
    private const double FarthestKilometres = 60;

    private readonly FrozenDictionary<string, Place> _byId;
    private readonly IReadOnlyList<(IReadOnlyList<string> Words, Place Place)> _names;

    public PlaceBook(IEnumerable<PlaceEntry> entries)
    {
        All = [.. entries.Select(entry => new Place(entry.Id, entry.Name, entry.City, entry.Kind, new GeoPoint(entry.Latitude, entry.Longitude)))];
        _byId = All.ToFrozenDictionary(place => place.Id, StringComparer.Ordinal);
        _names = [.. All.SelectMany(NamesOf)];
    }

    public IReadOnlyList<Place> All { get; }

    public Place? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    /// <summary>The one place named in a message ("sono a termini"), or null when there is none or more than one.</summary>
    public Place? In(string message)
    {
        var words = FoldedWords.Of(message);
        var named = _names.Where(it => Contains(words, it.Words)).ToList();
        var longest = named.Count == 0 ? 0 : named.Max(it => it.Words.Count);
        return named.Where(it => it.Words.Count == longest).Select(it => it.Place).Distinct().ToList() is [var only] ? only : null;
    }

    public IReadOnlyList<Place> Of(string cityId) => [.. All.Where(place => place.CityId == cityId)];

    /// <summary>The place nearest to a position, or null when none is anywhere near (for wires that send positions).</summary>
    public Place? Nearest(GeoPoint here) =>
        All.Select(place => (Place: place, Kilometres: here.KilometresTo(place.Position))).Where(it => it.Kilometres <= FarthestKilometres)
            .OrderBy(it => it.Kilometres).Select(it => it.Place).FirstOrDefault();

    /// <summary>"Roma Termini" is also "Termini"; a place that is called like its city is not looked for in words, the city is.</summary>
    private static IEnumerable<(IReadOnlyList<string> Words, Place Place)> NamesOf(Place place)
    {
        var whole = FoldedWords.Of(place.Name);
        yield return (whole, place);
        if (whole.Count > 1 && whole[0] == place.CityId)
        {
            yield return ([.. whole.Skip(1)], place);
        }
    }

    private static bool Contains(IReadOnlyList<string> words, IReadOnlyList<string> run) =>
        Enumerable.Range(0, Math.Max(0, words.Count - run.Count + 1)).Any(start => run.Select((word, i) => words[start + i] == word).All(same => same));
}
