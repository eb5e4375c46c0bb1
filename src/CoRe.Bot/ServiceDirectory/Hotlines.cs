using CoRe.Bot.Facts;
using CoRe.Bot.ServiceDirectory.Hsds;

namespace CoRe.Bot.ServiceDirectory;

/// <summary>A line a person may call. <paramref name="Id"/> names its texts (<c>services.line.{id}</c>).</summary>
internal sealed record Hotline(string Id, PhoneNumber Number, PhoneNumber? Mobile, bool CheckedByPhone);

/// <summary>
/// Which telephone lines are offered when. The notes of <c>hotlines.json</c> are rules here: 116117 and the FGM line are
/// never shown (not verified), the return line only when somebody asks about going back, the Rome line only in Rome.
/// </summary>
internal sealed class Hotlines
{
    public const string Emergency = "112";

    /// <summary>The lines that safety texts name in words: production does not open while nobody has dialled them.</summary>
    public static readonly IReadOnlyList<string> NamedInTexts = ["114", "19696", "1522", "116000", "antitratta"];

    private static readonly string[] EmergencyCalls = [Emergency, "113", "115", "118"];

    private static readonly string[] Everyone = [Emergency, "114"];
    private readonly IReadOnlyDictionary<string, NeedEntry> _needs;
    private readonly bool _production;
    private volatile IReadOnlyDictionary<string, (Hotline Line, HotlineEntry Entry)> _lines;

    /// <exception cref="InvalidDataException">A number that cannot be dialled, a line that stands twice.</exception>
    public Hotlines(HotlinesFile file, IReadOnlyDictionary<string, NeedEntry> needs, bool production)
    {
        (_needs, _production) = (needs, production);
        _lines = Read(file);
    }

    /// <summary>Lines nobody has dialled yet.</summary>
    public IEnumerable<string> NotDialled => _lines.Values.Where(line => line.Entry is { Verified: true, DialledOn: null }).Select(line => line.Line.Id);

    /// <summary>112 and 114: the two that anybody in danger may call at any hour.</summary>
    public IReadOnlyList<Hotline> ForEveryone() => Shown(Everyone, cityId: null);

    /// <summary>112 and 114 first, then the line of this kind of harm.</summary>
    public IReadOnlyList<Hotline> For(RiskCategory category) => Shown([.. Everyone, .. Of(category)], cityId: null);

    /// <summary>The lines for a need; city lines only in their city.</summary>
    public IReadOnlyList<Hotline> For(string need, string? cityId = null) =>
        Shown(_needs.TryGetValue(need, out var entry) ? entry.Lines : Everyone, cityId);

    /// <summary>The lines that help with a rights topic. The return line is offered nowhere else than where somebody asks about returning.</summary>
    public IReadOnlyList<Hotline> For(TopicId topic) => Shown(topic.Value switch
    {
        "returning_home_voluntary" => ["rva"],
        "violence_help_info" => [.. Everyone, "1522"],
        "trafficking_help_info" => [Emergency, "antitratta"],
        "discrimination_racism" => ["unar"],
        "mental_health_support" => ["19696", "114"],
        "food_shelter_emergency" => Everyone,
        _ => ["stc_helpline", "arci"],
    }, cityId: null);

    /// <summary>The line, or null when it is not shown to people.</summary>
    public Hotline? Find(string id) => Shown([id], cityId: null).FirstOrDefault();

    /// <summary>Whether dialling it for a test would take the place of somebody in danger.</summary>
    public static bool IsEmergencyCall(string id) => EmergencyCalls.Contains(id);

    /// <summary>Every line, also those that are not shown; for the desk.</summary>
    public IReadOnlyList<(Hotline Line, bool Shown)> ForDesk() => [.. _lines.Values.Select(line => (line.Line, IsShown(line.Entry, line.Entry.Coverage)))];

    /// <summary>From now on these lines are offered.</summary>
    public void Use(HotlinesFile file) => _lines = Read(file);

    private static Dictionary<string, (Hotline Line, HotlineEntry Entry)> Read(HotlinesFile file)
    {
        var lines = new Dictionary<string, (Hotline Line, HotlineEntry Entry)>(StringComparer.Ordinal);
        foreach (var entry in file.Hotlines)
        {
            if (entry.Tel is null)
            {
                continue;
            }

            var number = PhoneNumber.TryParse(entry.Tel, entry.Display ?? entry.Number)
                ?? throw new InvalidDataException($"hotlines.json: {entry.Id} cannot be dialled.");
            var mobile = entry.Mobile is null ? null : PhoneNumber.TryParse(entry.Mobile, entry.MobileDisplay)
                ?? throw new InvalidDataException($"hotlines.json: the mobile of {entry.Id} cannot be dialled.");
            if (!lines.TryAdd(entry.Id, (new Hotline(entry.Id, number, mobile, entry.DialledOn is not null), entry)))
            {
                throw new InvalidDataException($"hotlines.json: {entry.Id} stands there twice.");
            }
        }

        return lines;
    }

    private static string[] Of(RiskCategory category) => category switch
    {
        RiskCategory.SexualAbuse or RiskCategory.DomesticViolence or RiskCategory.ForcedMarriage or RiskCategory.Fgm => ["1522"],
        RiskCategory.TraffickingExploitation or RiskCategory.DetentionSmuggling => ["antitratta"],
        RiskCategory.MissingRunaway => ["116000"],
        _ => ["19696"],
    };

    private IReadOnlyList<Hotline> Shown(IEnumerable<string> ids, string? cityId) =>
        [.. ids.Distinct().Where(id => _lines.TryGetValue(id, out var line) && IsShown(line.Entry, cityId)).Select(id => _lines[id].Line)];

    // 112 is the law's number and safe everywhere; nobody dials it to test it.
    private bool IsShown(HotlineEntry entry, string? cityId) =>
        entry.Verified
        && (entry.Coverage is null || string.Equals(entry.Coverage, cityId, StringComparison.OrdinalIgnoreCase))
        && (!_production || entry.DialledOn is not null || entry.Id == Emergency);
}
