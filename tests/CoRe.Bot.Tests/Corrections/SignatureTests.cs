using CoRe.Bot.Corrections;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Rights;
using CoRe.Bot.Tests.Pipeline;
using Microsoft.Extensions.Time.Testing;

namespace CoRe.Bot.Tests.Corrections;

/// <summary>A lawyer's name behind a sentence lives until its day, and no longer than the words.</summary>
public sealed class SignatureTests
{
    private const string Confirmed = "rights/school_enrolment/answer-1";
    private const string Unconfirmed = "rights/school_enrolment/cost-1";
    private static readonly TopicId School = new("school_enrolment");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly RightsLibrary _rights;

    public SignatureTests() => _rights = RightsLibrary.Load(RealParts.Locales, _time);

    [Fact]
    public void What_only_a_signature_shows_goes_with_it()
    {
        Sign(Unconfirmed);
        Assert.True(IsShown("cost-1"));

        _time.Advance(TimeSpan.FromDays(30));
        Assert.True(IsShown("cost-1"));
        _time.Advance(TimeSpan.FromDays(1));

        Assert.False(IsShown("cost-1"));
    }

    [Fact]
    public void What_a_law_text_confirms_stays_and_says_that_nobody_has_looked_again()
    {
        Sign(Confirmed);
        Assert.NotEqual(TextState.Stale, _rights.Article(School, LocaleTag.Italian).State);

        _time.Advance(TimeSpan.FromDays(31));

        Assert.True(IsShown("answer-1"));
        Assert.Equal(TextState.Stale, _rights.Article(School, LocaleTag.Italian).State);
    }

    [Fact]
    public void The_self_check_tells_a_month_before()
    {
        Sign(Confirmed);
        Assert.Contains(new SignatureReadiness(_rights).Check(), line => line.Sentence.Contains("2026-12-23", StringComparison.Ordinal));

        Sign(Confirmed, days: 31);
        Assert.Empty(new SignatureReadiness(_rights).Check());
    }

    private bool IsShown(string line) => _rights.Article(School, LocaleTag.Italian).Lines.Any(it => it.Id == line);

    private void Sign(string target, int days = 30)
    {
        var today = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        _rights.Correct(new Dictionary<(LocaleTag, string), string?>(), new HashSet<(LocaleTag, string)>(),
            new Dictionary<string, LegalSignature> { [target] = new("Luca", _rights.Italian(target)!, "d.lgs. 286/1998 art. 38", today, today.AddDays(days)) });
    }
}
