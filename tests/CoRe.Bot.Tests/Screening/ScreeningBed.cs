using CoRe.Bot.Facts;
using CoRe.Bot.Screening;
using CoRe.Bot.Screening.SecondOpinion;

namespace CoRe.Bot.Tests.Screening;

/// <summary>The real lexicons of the repository, loaded once.</summary>
public sealed class ScreeningBed
{
    public static string Root { get; } = FindRoot();

    private static readonly Lazy<RiskLexicon> Loaded = new(() => RiskLexicon.Load(Path.Combine(Root, "locales")));

    internal static RiskLexicon Lexicon => Loaded.Value;

    /// <summary>The second opinion that the build trained.</summary>
    internal static OpinionModel Opinion { get; } = OpinionModel.Load(Path.Combine(AppContext.BaseDirectory, OpinionModel.FileName))
        ?? throw new InvalidOperationException("The build has not trained the second opinion.");

    internal RiskScreener Screener { get; } = new(Loaded.Value);

    internal RiskFinding Screen(string text, ScreeningMemory? memory = null) =>
        Screener.Screen(new PersonText(text), memory ?? ScreeningMemory.Empty);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CoRe.Bot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
