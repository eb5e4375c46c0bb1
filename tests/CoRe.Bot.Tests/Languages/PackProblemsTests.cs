using CoRe.Bot.Languages;

namespace CoRe.Bot.Tests.Languages;

/// <summary>The guard over the real packs, and for each rule a pack that breaks it.</summary>
public sealed class PackProblemsTests
{
    [Fact]
    public void The_packs_of_the_product_are_whole_and_agree() => Assert.Empty(LocaleFolder.RealLibrary().Problems());

    [Fact]
    public void The_four_languages_of_the_launch_are_there_first_and_Arabic_runs_from_right_to_left()
    {
        var packs = LocaleFolder.RealLibrary().Packs;

        Assert.Equal(["it ltr", "en ltr", "fr ltr", "ar rtl"], packs.Take(4).Select(pack => $"{pack.Tag} {pack.Direction}"));
    }

    [Fact]
    public void Nobody_is_said_to_have_reviewed_a_language_who_is_not_named() =>
        Assert.DoesNotContain(LocaleFolder.RealLibrary().Packs, pack => pack.State == TextState.Reviewed && pack.Reviewer is null);

    [Theory]
    [InlineData("""{ "a": "one" }""", "en/texts/page.json: 'b' is missing.")]
    [InlineData("""{ "a": "one", "b": "hello" }""", "en/texts/page.json: 'b' does not have the places of the Italian text.")]
    [InlineData("""{ "a": "one", "b": "hello {name}", "c": "more" }""", "en/texts/page.json: 'c' has no Italian source.")]
    [InlineData("""{ "a": "", "b": "hello {name}" }""", "en/texts/page.json: 'a' is neither a text nor an object with a text.")]
    [InlineData("""{ "a": { "text": "one", "colour": "red" }, "b": "hello {name}" }""", "en/texts/page.json: 'a' has the unknown field 'colour'.")]
    [InlineData("""{ "a": { "text": "one", "state": "fine" }, "b": "hello {name}" }""", "en/texts/page.json: 'a': unknown state 'fine'.")]
    public void What_a_pack_gets_wrong_is_named_with_its_file(string english, string problem)
    {
        using var folder = new LocaleFolder().With("it", """{ "a": "uno", "b": "ciao {name}" }""").With("en", english);

        Assert.Contains(problem, folder.Load().Problems());
    }

    [Fact]
    public void The_same_key_in_two_files_is_a_problem()
    {
        using var folder = new LocaleFolder().With("it", """{ "a": "uno" }""").Write("it/texts/desk.json", """{ "a": "due" }""");

        Assert.Contains("it/texts/page.json: 'a' stands in it/texts/desk.json too.", folder.Load().Problems());
    }

    [Fact]
    public void A_wrong_direction_an_unknown_field_and_a_wrong_name_are_problems()
    {
        using var folder = new LocaleFolder().With("it", "{}").With("ar", "{}", direction: "ltr", more: """, "flag": "eg" """);
        File.Move(Path.Combine(folder.Path, "ar", "locale.json"), Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "xy")).FullName, "locale.json"));

        var problems = folder.Load().Problems().ToArray();

        Assert.Contains("xy/locale.json: 'ltr' is not how this language is written.", problems);
        Assert.Contains("xy/locale.json: unknown field 'flag'.", problems);
        Assert.Contains("xy/locale.json: the tag 'ar' is not the folder's name.", problems);
    }

    [Fact]
    public void A_draft_outside_the_launch_may_still_be_growing_but_a_finished_one_may_not()
    {
        using var growing = new LocaleFolder().With("it", """{ "a": "uno" }""").With("sq", "{}");
        using var finished = new LocaleFolder().With("it", """{ "a": "uno" }""").With("sq", "{}", state: "machine");

        Assert.Empty(growing.Load().Problems());
        Assert.Equal(["sq/texts/page.json: 'a' is missing."], finished.Load().Problems());
    }
}
