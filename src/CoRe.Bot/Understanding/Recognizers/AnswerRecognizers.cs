using System.Collections.Frozen;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Understanding.Recognizers;

/// <summary>What is recognised in one language.</summary>
internal sealed record RecognizerSet(YesNoModel YesNo, AgeModel Age, DateModel Date, PhoneModel Phone);

/// <summary>Ages, days, phones and yes or no, for every language that has an <c>answers.json</c>; the others are read with their fallback's words.</summary>
internal sealed class AnswerRecognizers
{
    private static readonly TimeZoneInfo Italy = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");
    private readonly FrozenDictionary<LocaleTag, RecognizerSet> _of;
    private readonly LocaleLibrary _locales;

    public AnswerRecognizers(LocaleLibrary locales, TimeProvider time)
    {
        DateOnly Today() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Italy).DateTime);
        var phone = new PhoneModel();
        _locales = locales;
        _of = AnswerFile.ReadAll(locales).ToFrozenDictionary(it => it.Key,
            it => new RecognizerSet(new YesNoModel(it.Value, it.Key.Value), new AgeModel(it.Value, it.Key.Value), new DateModel(it.Value, it.Key.Value, Today), phone));
    }

    /// <summary>Languages with words of their own.</summary>
    public IEnumerable<LocaleTag> Languages => _of.Keys;

    public RecognizerSet For(LocaleTag tag) => _locales.Chain(tag).Select(candidate => _of.GetValueOrDefault(candidate)).OfType<RecognizerSet>().First();
}
