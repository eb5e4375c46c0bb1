using System.Collections.Frozen;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace CoRe.Bot.Referrals;

/// <summary>What a referral row keeps sealed.</summary>
internal sealed record ReferralDetails(string? Area, string? AgeBand, HandedWords? Handed = null);

/// <summary>Words that the service gets after its yes, and only after the person's own yes to exactly these.</summary>
/// <param name="ForService">In Italian: a name to ask for, a safe way and time, facts in the person's words.</param>
/// <param name="ForPerson">The same as the person read it.</param>
/// <param name="Agreed">Null while the person has not answered.</param>
internal sealed record HandedWords(string ForService, string ForPerson, bool? Agreed);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReferralDetails))]
internal sealed partial class ReferralJson : JsonSerializerContext;

/// <summary>The narrow shapes that may leave the house: a code and the name of a place, nothing that can carry a person.</summary>
internal static partial class ReferralContent
{
    /// <summary>The needs people tap, then the types of service of the seed directory; an own directory may have more codes.</summary>
    private static readonly FrozenDictionary<string, string> NeedNames = new Dictionary<string, string>
    {
        ["sleep_eat"] = "dormire e mangiare",
        ["health"] = "salute",
        ["violence"] = "protezione e sostegno contro la violenza",
        ["legal"] = "orientamento legale",
        ["school"] = "scuola e italiano",
        ["young"] = "centri e attività per ragazzi",
        ["mind"] = "sostegno psicologico",
        ["child_protection"] = "protezione di un minore",
        ["day_centre_minors"] = "centro diurno per minori",
        ["street_outreach"] = "unità di strada",
        ["reception"] = "accoglienza",
        ["mother_child"] = "accoglienza madre e bambino",
        ["violence_support"] = "sostegno contro la violenza",
        ["sexual_violence_emergency"] = "soccorso per violenza sessuale",
        ["trafficking"] = "protezione da tratta e sfruttamento",
        ["legal_orientation"] = "orientamento legale",
        ["guardian_support"] = "tutela volontaria",
        ["immigration_office"] = "documenti di soggiorno",
        ["health_migrants"] = "salute",
        ["mental_health"] = "salute mentale",
        ["youth_clinic"] = "consultorio giovani",
        ["italian_courses"] = "corso di italiano",
        ["food_hygiene"] = "mensa, docce, vestiti",
        ["social_emergency"] = "pronto intervento sociale",
        ["education_support"] = "scuola e studio",
        ["border_transit"] = "orientamento in transito",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsNeed(string code) => Code().IsMatch(code);

    public static string NeedName(string code) => NeedNames.GetValueOrDefault(code, code.Replace('_', ' '));

    /// <summary>A town or district. No digits: a phone or house number does not fit in.</summary>
    public static bool IsArea(string area) => Place().IsMatch(area);

    public static bool IsOutcome(string code) => Code().IsMatch(code);

    [GeneratedRegex("^[a-z][a-z_]{1,39}\\z", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\p{L}[\p{L}\p{M}' .,\-/()]{1,59}\z", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Place();
}
