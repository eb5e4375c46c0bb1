using CoRe.Bot.Facts;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Screening.SecondOpinion;

/// <summary>Says whether the second opinion is there. Without it screening works, by its lexicons alone.</summary>
internal sealed class OpinionReadiness(IOptions<ScreeningOptions> options) : IReadinessCheck
{
    public IEnumerable<Readiness> Check()
    {
        yield return !options.Value.SecondOpinion ? new("Screening", ReadinessLevel.Open, "the second opinion is switched off (Screening:SecondOpinion)")
            : OpinionModel.Load(options.Value.ModelPath) is { } model ? new("Screening", ReadinessLevel.Ready, $"the second opinion learnt from {model.Rows} messages")
            : new("Screening", ReadinessLevel.Open, $"the second opinion is missing ({OpinionModel.FileName}): lexicons decide alone");
    }
}
