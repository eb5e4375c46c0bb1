namespace CoRe.Bot.Facts;

/// <summary>How soon somebody must act. The numbers are the ones of the labelled data.</summary>
internal enum Severity
{
    /// <summary>Nothing to act on.</summary>
    None = 0,

    /// <summary>A person of the team looks soon; the bot asks a check-in question.</summary>
    Concern = 1,

    /// <summary>An operator now: disclosed or strongly implied harm.</summary>
    High = 2,

    /// <summary>Happening now or within hours: operator now and emergency numbers.</summary>
    Emergency = 3,
}

/// <summary>The fourteen kinds of harm, by who must act. Wire names are snake_case (<see cref="RiskCategories"/>).</summary>
internal enum RiskCategory
{
    None,
    ImmediateDanger,
    PhysicalAbuse,
    SexualAbuse,
    Neglect,
    DomesticViolence,
    SelfHarm,
    TraffickingExploitation,
    ForcedMarriage,
    Fgm,
    OnlineAbuse,
    MissingRunaway,
    DetentionSmuggling,
    Substance,
    BullyingRacism,
}

/// <summary>The snake_case names of <see cref="RiskCategory"/> used in data files and predictions.</summary>
internal static class RiskCategories
{
    private static readonly string[] Names =
    [
        "none", "immediate_danger", "physical_abuse", "sexual_abuse", "neglect", "domestic_violence", "self_harm",
        "trafficking_exploitation", "forced_marriage", "fgm", "online_abuse", "missing_runaway", "detention_smuggling",
        "substance", "bullying_racism",
    ];

    public static string Name(this RiskCategory category) => Names[(int)category];

    public static bool TryParse(string name, out RiskCategory category)
    {
        var index = Array.IndexOf(Names, name);
        category = index < 0 ? RiskCategory.None : (RiskCategory)index;
        return index >= 0;
    }
}
