using System.Text;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Rights;

namespace CoRe.Bot.Hosting;

/// <summary>What the law and the machine need before real people may come; texts and rights that wait for their reviewers.</summary>
internal sealed class HostingReadiness(IConfiguration configuration, LocaleLibrary locales, RightsLibrary rights) : IReadinessCheck
{
    private static readonly (string Setting, string Sentence)[] Duties =
    [
        ("Privacy:Controller", "the controller of the data is not named (Privacy:Controller)"),
        ("Privacy:Dpo", "the data protection officer is not named (Privacy:Dpo)"),
        ("Privacy:DpiaDate", "the date of the impact assessment is not set (Privacy:DpiaDate)"),
        ("AllowedHosts", "the host names are not set (AllowedHosts)"),
    ];

    public IEnumerable<Readiness> Check()
    {
        yield return new Readiness("Mode", ReadinessLevel.Ready, ProductMode.IsProduction(configuration) ? "production" : "development");
        yield return "ｓ".Normalize(NormalizationForm.FormKC) == "s"
            ? new Readiness("Unicode", ReadinessLevel.Ready, "normalisation folds full-width letters")
            : new Readiness("Unicode", ReadinessLevel.Missing, "ICU is not loaded: disguised words would not be seen");
        foreach (var (setting, sentence) in Duties.Where(d => configuration[d.Setting] is null or "" or "*"))
        {
            yield return new Readiness("Duties", ReadinessLevel.Missing, sentence);
        }

        foreach (var pack in locales.Packs.Where(p => p.State != TextState.Reviewed))
        {
            yield return new Readiness("Texts", ReadinessLevel.Open, $"{pack.Tag} ({pack.OwnName}) is {pack.State.ToString().ToLowerInvariant()}: no native reviewer has approved it");
        }

        foreach (var topic in rights.Unconfirmed().GroupBy(l => l.Topic))
        {
            yield return new Readiness("Rights", ReadinessLevel.Open, $"{topic.Key.Value}: {topic.Count()} lines wait for the network's lawyer and are not shown");
        }
    }
}
