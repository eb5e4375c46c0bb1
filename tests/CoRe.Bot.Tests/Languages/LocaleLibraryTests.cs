using CoRe.Bot.Languages;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoRe.Bot.Tests.Languages;

public sealed class LocaleLibraryTests
{
    private static readonly LocaleTag Albanian = new("sq");

    [Fact]
    public void A_text_comes_in_the_language_that_was_asked_for()
    {
        using var folder = new LocaleFolder().With("it", """{ "a": "ciao {name}" }""").With("en", """{ "a": "hello {name}" }""");

        var text = folder.Load().Text(LocaleTag.English, "a", ("name", "{name}"));

        Assert.Equal("hello {name}", text.Text);
        Assert.Equal(LocaleTag.English, text.Locale);
    }

    [Fact]
    public void A_text_that_a_language_lacks_comes_in_Italian_and_says_so()
    {
        using var folder = new LocaleFolder().With("it", """{ "a": "ciao" }""").With("sq", """{ "b": "tung" }""", state: "machine");

        var text = folder.Load().Text(Albanian, "a");

        Assert.Equal(new LocalText("ciao", TextState.Draft, LocaleTag.Italian), text);
    }

    [Fact]
    public void A_language_nobody_has_heard_of_is_answered_in_English_or_Italian()
    {
        using var folder = new LocaleFolder().With("it", """{ "a": "ciao", "b": "solo" }""").With("en", """{ "a": "hello" }""");
        var library = folder.Load();

        Assert.Equal("hello", library.Text(new LocaleTag("xx"), "a").Text);
        Assert.Equal("solo", library.Text(new LocaleTag("xx"), "b").Text);
    }

    [Fact]
    public void A_key_that_no_language_has_does_not_break_a_turn_and_is_counted()
    {
        using var folder = new LocaleFolder().With("it", """{ "a": "ciao" }""");
        var library = folder.Load();

        Assert.Equal("nowhere", library.Text(LocaleTag.Italian, "nowhere").Text);
        Assert.Equal(1, library.MissingCount);
    }

    [Fact]
    public void A_text_carries_its_own_state_where_it_differs_from_the_pack()
    {
        using var folder = new LocaleFolder().With("it", """{ "a": { "text": "ciao", "state": "stale" }, "b": "due" }""");
        var library = folder.Load();

        Assert.Equal(TextState.Stale, library.Text(LocaleTag.Italian, "a").State);
        Assert.Equal(TextState.Draft, library.Text(LocaleTag.Italian, "b").State);
    }

    [Fact]
    public void A_section_is_whole_even_where_a_language_lacks_a_text()
    {
        using var folder = new LocaleFolder().With("it", """{ "p.a": "uno", "p.b": "due", "q": "no" }""").With("sq", """{ "p.a": "nje" }""");

        var section = folder.Load().Section(Albanian, "p.");

        Assert.Equal(["p.a=nje", "p.b=due"], section.Select(text => $"{text.Key}={text.Value}"));
    }

    [Fact]
    public void A_folder_with_data_of_other_rooms_only_is_no_language()
    {
        using var folder = new LocaleFolder().With("it", "{}").Write("wo/risk.yaml", "x: y");

        Assert.Equal(["it"], folder.Load().Packs.Select(pack => pack.Tag.Value));
    }

    [Fact]
    public void A_closed_language_is_not_open_and_Italian_cannot_be_closed()
    {
        using var folder = new LocaleFolder().With("it", "{}").With("en", "{}").With("sq", "{}");

        var library = LocaleLibrary.Load(folder.Path, ["it", "sq"], NullLogger.Instance);

        Assert.Equal([true, true, false, false], new[] { "it", "en", "sq", "xx" }.Select(tag => library.IsOpen(new LocaleTag(tag))));
    }

    [Fact]
    public void Phone_numbers_in_right_to_left_texts_stay_whole_and_others_stay_plain()
    {
        using var folder = new LocaleFolder()
            .With("it", """{ "a": "chiama 800 14 10 16 o {number}" }""")
            .With("ar", """{ "a": "اتصل 800 14 10 16 أو {number}" }""", direction: "rtl");
        var library = folder.Load();

        Assert.Equal("chiama 800 14 10 16 o +39 351", library.Text(LocaleTag.Italian, "a", ("number", "+39 351")).Text);
        Assert.Equal(
            "اتصل \u2066800 14 10 16\u2069 أو \u2066+39 351\u2069", library.Text(LocaleTag.Arabic, "a", ("number", "+39 351")).Text);
    }

    [Fact]
    public void A_broken_file_stops_the_start_and_names_itself_without_its_content()
    {
        using var folder = new LocaleFolder().With("it", "{ \"a\": \"geheim\", ");

        var error = Assert.Throws<InvalidDataException>(folder.Load);

        Assert.Contains("it/texts/page.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_Italian_there_is_no_product()
    {
        using var folder = new LocaleFolder().With("en", "{}");

        Assert.Throws<InvalidDataException>(folder.Load);
    }

    [Fact]
    public void A_tag_nobody_set_is_Italian() => Assert.Equal(LocaleTag.Italian, default);

    [Fact]
    public void In_production_what_nobody_approved_is_said_in_Italian_with_English()
    {
        using var folder = new LocaleFolder().With("it", """{ "safety.ask": "Sei al sicuro?", "menu": "Menu {name}" }""").With("en", """{ "safety.ask": "Are you safe?", "menu": "Menu {name}" }""")
            .With("sq", """{ "safety.ask": "Je i sigurt?", "menu": "Menuja {name}" }""");
        var albanian = new LocaleTag("sq");

        var open = LocaleLibrary.Load(folder.Path, [], NullLogger.Instance);
        var held = LocaleLibrary.Load(folder.Path, [], NullLogger.Instance, approvedOnly: true);

        Assert.Equal("Je i sigurt?", open.Text(albanian, "safety.ask").Text);
        Assert.Equal(("Sei al sicuro? / Are you safe?", LocaleTag.Italian), (held.Text(albanian, "safety.ask").Text, held.Text(albanian, "safety.ask").Locale));
        Assert.Equal("Sei al sicuro? / Are you safe?", held.Section(albanian, "safety.")["safety.ask"]);
        Assert.Equal("Menuja Ana", held.Text(albanian, "menu", ("name", "Ana")).Text);
        Assert.Equal("Are you safe?", held.Text(LocaleTag.English, "safety.ask").Text);

        folder.Write("sq/locale.json", """{ "tag": "sq", "ownName": "Shqip", "direction": "ltr", "fallback": ["en"], "state": "reviewed", "reviewer": "Besa K." }""");
        Assert.Equal("Je i sigurt?", LocaleLibrary.Load(folder.Path, [], NullLogger.Instance, approvedOnly: true).Text(albanian, "safety.ask").Text);
    }
}
