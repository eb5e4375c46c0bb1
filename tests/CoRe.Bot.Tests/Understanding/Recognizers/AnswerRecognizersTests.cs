using System.Text.Json;
using CoRe.Bot.Languages;
using CoRe.Bot.Tests.Languages;
using CoRe.Bot.Tests.Pipeline;
using CoRe.Bot.Understanding.Recognizers;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Recognizers.Text;

namespace CoRe.Bot.Tests.Understanding.Recognizers;

public sealed class AnswerRecognizersTests
{
    private static readonly AnswerRecognizers Recognizers = new(RealParts.Locales, new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero)));
    private static readonly IReadOnlyList<Row> Rows = [.. File.ReadLines(Path.Combine(LocaleFolder.Repository(), "tests", "data", "answers-own.jsonl")).Select(line => JsonSerializer.Deserialize<Row>(line, JsonSerializerOptions.Web)!)];

    public static TheoryData<string> Languages => [.. Rows.Select(row => row.Lang).Distinct()];

    [Fact]
    public void Every_complete_language_has_its_answers() =>
        Assert.Empty(RealParts.Locales.Packs.Where(pack => !pack.SafetyLevel).Select(pack => pack.Tag).Except(Recognizers.Languages));

    [Theory]
    [MemberData(nameof(Languages))]
    public void What_people_type_is_recognised_and_what_only_looks_like_it_is_not(string language)
    {
        var wrong = Rows.Where(row => row.Lang == language).Select(row => (Row: row, Said: Value(row))).Where(it => it.Said != it.Row.Value)
            .Select(it => $"{it.Row.Id} {it.Row.Kind} '{it.Row.Text}': {it.Said ?? "nothing"} instead of {it.Row.Value ?? "nothing"}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void An_age_of_somebody_else_is_marked_so()
    {
        var result = Assert.Single(Recognizers.For(LocaleTag.Italian).Age.Parse("mia sorella ho 9 anni"));

        Assert.Equal("other", result.Resolution["who"]);
        Assert.Null(Recognizers.For(LocaleTag.Italian).Age.Own("mia sorella ho 9 anni"));
    }

    [Fact]
    public void Results_say_where_they_stand()
    {
        const string Text = "ciao, ho sedici anni";

        var result = Assert.Single(Recognizers.For(LocaleTag.Italian).Age.Parse(Text));

        Assert.Equal(("ho sedici anni", "age"), (Text[result.Start..(result.End + 1)], result.TypeName));
    }

    [Fact]
    public void A_language_without_its_own_words_is_read_with_its_fallback() =>
        Assert.Equal(YesNo.Yes, Recognizers.For(new LocaleTag("ti")).YesNo.Of("yes"));

    private static string? Value(Row row)
    {
        var of = Recognizers.For(new LocaleTag(row.Lang));
        IModel model = row.Kind switch { "boolean" => of.YesNo, "age" => of.Age, "date" => of.Date, _ => of.Phone };
        Assert.Equal(row.Kind, model.ModelTypeName);
        return row.Kind == "age" ? of.Age.Own(row.Text)?.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : model.Parse(row.Text).FirstOrDefault()?.Resolution["value"].ToString();
    }

    private sealed record Row(string Id, string Lang, string Kind, string Text, string? Value);
}
