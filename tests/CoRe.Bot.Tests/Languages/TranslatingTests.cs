using System.Text.Json;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Translating;
using CoRe.Bot.Tests.Escalation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Tests.Languages;

/// <summary>The two engines against a machine on loopback that answers in their shapes.</summary>
public sealed class TranslatingTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly LocaleTag French = new("fr");

    [Fact]
    public async Task Azure_is_asked_in_its_own_shape_and_its_answer_is_read()
    {
        await using var machine = await LoopbackHttp.StartAsync();
        machine.Body = """[{"detectedLanguage":{"language":"fr","score":1.0},"translations":[{"text":"Ho paura","to":"it"}]}]""";
        await using var services = Services(machine, "Azure");

        var made = await services.GetRequiredService<Interpreter>().TranslateAsync(new PersonText("J'ai peur"), null, LocaleTag.Italian, None);

        var heard = machine.Heard.Single();
        Assert.Equal(("Ho paura", French, "Azure"), (made.Words.Reveal(), made.From, made.Engine));
        Assert.Equal(("/translate", "?api-version=3.0&to=it"), (heard.Path, heard.Query));
        Assert.Equal(("the-key", "westeurope"), (heard.Headers["Ocp-Apim-Subscription-Key"], heard.Headers["Ocp-Apim-Subscription-Region"]));
        Assert.Equal("J'ai peur", JsonDocument.Parse(heard.Body).RootElement[0].GetProperty("Text").GetString());
    }

    [Fact]
    public async Task LibreTranslate_is_asked_in_its_own_shape_and_its_answer_is_read()
    {
        await using var machine = await LoopbackHttp.StartAsync();
        machine.Body = """{"translatedText":"Ho paura","detectedLanguage":{"confidence":90,"language":"fr"}}""";
        await using var services = Services(machine, "Libre");

        var made = await services.GetRequiredService<Interpreter>().TranslateAsync(new PersonText("J'ai peur"), French, LocaleTag.Italian, None);

        using var asked = JsonDocument.Parse(machine.Heard.Single().Body);
        Assert.Equal(("Ho paura", French, "LibreTranslate"), (made.Words.Reveal(), made.From, made.Engine));
        Assert.Equal(("J'ai peur", "fr", "it", "text", "the-key"), (asked.RootElement.GetProperty("q").GetString(), asked.RootElement.GetProperty("source").GetString(),
            asked.RootElement.GetProperty("target").GetString(), asked.RootElement.GetProperty("format").GetString(), asked.RootElement.GetProperty("api_key").GetString()));
    }

    [Fact]
    public async Task What_tells_who_somebody_is_stays_in_the_house_and_comes_back_in_its_place()
    {
        await using var machine = await LoopbackHttp.StartAsync();
        machine.Body = """{"translatedText":"Je m'appelle [[2]], appelle [[ 1 ]] ou écris [[9]]"}""";
        await using var services = Services(machine, "Libre");

        var made = await services.GetRequiredService<Interpreter>().TranslateAsync(new PersonText("Mi chiamo Omar Diallo, chiama 333 123 4567"), LocaleTag.Italian, French, None);

        Assert.DoesNotContain("Omar", machine.Heard.Single().Body, StringComparison.Ordinal);
        Assert.DoesNotContain("4567", machine.Heard.Single().Body, StringComparison.Ordinal);
        Assert.Equal("Je m'appelle Omar Diallo, appelle 333 123 4567 ou écris [[9]]", made.Words.Reveal());
    }

    [Theory]
    [InlineData("mi chiamo omar e ho 15 anni", "mi chiamo [[1]] e ho 15 anni")]
    [InlineData("اسمي أحمد وأنا خائف", "اسمي [[1]] وأنا خائف")]
    [InlineData("我叫小明", "我叫[[1]]")]
    [InlineData("vivo in via Giuseppe Verdi 12 a Roma", "vivo in [[1]] a Roma")]
    [InlineData("scrivimi a omar.d@posta.example oggi", "scrivimi a [[1]] oggi")]
    [InlineData("guarda https://foto.example/x?y=1", "guarda [[1]]")]
    [InlineData("ho 15 anni e chiamo il 112", "ho 15 anni e chiamo il 112")]
    [InlineData("+39 06 1234567 o ٠٦١٢٣٤٥٦٧", "[[1]] o [[2]]")]
    public void Names_numbers_and_places_are_masked(string words, string masked)
    {
        var mask = Mask.Of(words);

        Assert.Equal(masked, mask.Words);
        Assert.Equal(words, mask.Restore(mask.Words));
    }

    [Theory]
    [InlineData(401, "{}", "login")]
    [InlineData(429, "{}", "too_many")]
    [InlineData(500, "{}", "refused")]
    [InlineData(200, "not json", "not_understood")]
    [InlineData(200, "[]", "not_understood")]
    [InlineData(200, """{"translatedText":null}""", "not_understood")]
    public async Task Every_failure_is_a_code_without_words(int status, string body, string code)
    {
        await using var machine = await LoopbackHttp.StartAsync();
        (machine.Answer, machine.Body) = (status, body);
        await using var libre = Services(machine, "Libre");
        await using var azure = Services(machine, "Azure");

        foreach (var services in new[] { libre, azure })
        {
            var failed = await Assert.ThrowsAsync<TranslatorException>(() => services.GetRequiredService<Interpreter>().RenderAsync(new PersonText("parole di una persona"), LocaleTag.Italian, French, None));
            Assert.Equal((code, code), (failed.Code, failed.Message));
        }
    }

    [Fact]
    public async Task A_machine_that_is_not_there_and_no_engine_at_all_are_codes_too()
    {
        var machine = await LoopbackHttp.StartAsync();
        await using var gone = Services(machine, "Libre");
        await machine.DisposeAsync();
        await using var none = Services(machine, "None", "http://127.0.0.1:9");

        Assert.Equal("unreachable", (await Assert.ThrowsAsync<TranslatorException>(() => gone.GetRequiredService<Interpreter>().TranslateAsync(new PersonText("x y"), null, LocaleTag.Italian, None))).Code);
        Assert.Equal("not_configured", (await Assert.ThrowsAsync<TranslatorException>(() => none.GetRequiredService<Interpreter>().TranslateAsync(new PersonText("x y"), null, LocaleTag.Italian, None))).Code);
        Assert.Null(none.GetRequiredService<Interpreter>().Engine);
    }

    [Theory]
    [InlineData("Azure", "https://engine.example", "")]
    [InlineData("Azure", "http://engine.example", "key")]
    [InlineData("Libre", "", "key")]
    public void An_engine_that_is_half_configured_is_refused(string engine, string address, string key)
    {
        using var services = new ServiceCollection().AddLogging().AddTranslating(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Translator:Engine"] = engine, ["Translator:Address"] = address.Length > 0 ? address : null, ["Translator:Key"] = key,
        }).Build()).BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<TranslatorOptions>>().Value);
    }

    private static ServiceProvider Services(LoopbackHttp machine, string engine, string? address = null) =>
        new ServiceCollection().AddLogging().AddTranslating(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Translator:Engine"] = engine, ["Translator:Address"] = address ?? machine.Address, ["Translator:Key"] = "the-key", ["Translator:Region"] = "westeurope",
        }).Build()).BuildServiceProvider();
}
