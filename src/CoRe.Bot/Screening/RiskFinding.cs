using CoRe.Bot.Facts;

namespace CoRe.Bot.Screening;

/// <summary>What the system does with a finding (the bands of the action table).</summary>
internal enum RiskBand
{
    /// <summary>Answer normally.</summary>
    None,

    /// <summary>Ask "are you safe, or do you want a person?".</summary>
    CheckIn,

    /// <summary>Supportive words and an operator now.</summary>
    Operator,

    /// <summary>Emergency card with verified numbers, operator rung now.</summary>
    Emergency,
}

/// <summary>Why a message counts. <paramref name="Italian"/> is a sentence of ours for the operator, never the person's words.</summary>
internal sealed record RiskReason(string PatternId, RiskCategory Category, Severity Severity, string Italian);

/// <summary>The verdict on one message, the memory of the conversation considered.</summary>
internal sealed record RiskFinding(
    Severity Severity, RiskCategory Category, RiskBand Band, IReadOnlyList<RiskReason> Reasons, ScreeningMemory Memory)
{
    public static RiskFinding Nothing(ScreeningMemory memory) => new(Severity.None, RiskCategory.None, RiskBand.None, [], memory);

    /// <summary>
    /// A message that could not be checked calls a person: silence about an unread disclosure is the worst answer.
    /// </summary>
    public static RiskFinding CouldNotBeChecked(ScreeningMemory memory) => new(
        Severity.High, RiskCategory.None, RiskBand.Operator,
        [new("screening.failure", RiskCategory.None, Severity.High, "Il messaggio non si è potuto controllare: va letto da una persona.")],
        memory);

    public static RiskBand BandOf(Severity severity) => severity switch
    {
        Severity.Emergency => RiskBand.Emergency,
        Severity.High => RiskBand.Operator,
        Severity.Concern => RiskBand.CheckIn,
        _ => RiskBand.None,
    };
}
