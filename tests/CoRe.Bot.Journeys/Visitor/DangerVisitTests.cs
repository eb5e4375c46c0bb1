using System.Net;
using System.Net.Http.Json;
using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;

namespace CoRe.Bot.Journeys.Visitor;

[Collection(RealProcess.Name)]
public sealed class DangerVisitTests(Phone phone) : IClassFixture<Phone>
{
    [BrowserTheory]
    [InlineData("it", "mi picchia ogni giorno", "Sei al sicuro adesso?", "persona")]
    [InlineData("en", "he beats me every day", "Are you safe now?", "person")]
    [InlineData("fr", "il me frappe tous les jours", "Es-tu en sécurité maintenant", "personne")]
    [InlineData("ar", "يضربني كل يوم", "هل أنت في أمان الآن؟", "شخص")]
    public async Task Danger_is_met_in_the_city_question_and_after_asking_for_a_person(string language, string danger, string question, string person)
    {
        await using var host = await RealHost.StartAsync();
        await using var inForm = await phone.BeginAsync(host, language);
        await inForm["#answers button"].Nth(1).ClickAsync();
        await inForm["#answers button"].Nth(8).WaitForAsync(); // the tiles of the needs
        await inForm["#answers button"].First.ClickAsync();
        await inForm["#answers button", language == "ar" ? "تريستي" : "Trieste"].First.WaitForAsync();
        await inForm.SayAsync(danger);
        await AssertMetAsync(inForm, question);

        await using var asked = await phone.BeginAsync(host, language);
        await asked.SayAsync(person);
        await asked[Visit.Waiting].WaitForAsync();
        await asked.SayAsync(danger);
        await AssertMetAsync(asked, question);
    }

    [BrowserFact]
    public async Task The_second_telling_is_answered_in_one_short_bubble_and_the_form_goes_on_after_a_yes()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.BeginAsync(host, "it");
        await page.TapAsync("Trovare un posto");
        await page.TapAsync("Dormire, mangiare");
        await page.OffersAsync("Trieste");
        await page.SayAsync("mi picchia ogni giorno");
        await page.OffersAsync("Non lo so");
        Assert.Equal(1, await page["#talk .bubble", "Non è colpa tua"].CountAsync());

        await page.SayAsync("mi picchia ogni giorno");
        await page.HearsAsync("Anche questo resta qui");
        await page.OffersAsync("Non lo so");

        Assert.Equal(1, await page["#talk .bubble", "Non è colpa tua"].CountAsync());
        await page.TapAsync("Sì");
        await page.TapAsync("Continua");
        await page.OffersAsync("Trieste");
        await page.SayAsync("Roma");
        await page.HearsAsync("Via dei Bruzi 10, Roma");
    }

    [BrowserFact]
    public async Task Three_words_bring_the_same_talk_to_another_phone_with_its_past_folded_and_ways_on()
    {
        await using var host = await RealHost.StartAsync();
        await using var first = await phone.BeginAsync(host, "it");
        await first.SayAsync("mi picchia ogni giorno");
        await first[Visit.Waiting].WaitForAsync();
        var words = await first.ReturnWordsAsync();

        await using var second = await phone.OpenAsync();
        await second.ComeBackAsync(host, words);

        await second["#earlier"].WaitForAsync();
        await second[Visit.Waiting].WaitForAsync();
        Assert.DoesNotContain("mi picchia", await second.Page.ContentAsync(), StringComparison.Ordinal);
        await second.OffersAsync("Parlare con una persona");
        await second["#earlier"].ClickAsync();
        await second["#talk .me", "mi picchia ogni giorno"].WaitForAsync();
        await second.OffersAsync("Non lo so"); // the question that is still open has its answers again
        await second.SayAsync("ciao");
        await second.OffersAsync("I tuoi diritti");
        await first["#talk .me", "ciao"].WaitForAsync();
        await second.AssertCleanAsync();
    }

    [BrowserFact]
    public async Task Earlier_messages_shown_late_leave_the_present_answers_standing()
    {
        await using var host = await RealHost.StartAsync();
        await using var first = await phone.BeginAsync(host, "it");
        await first.SayAsync("persona");
        await first[Visit.Waiting].WaitForAsync();
        var words = await first.ReturnWordsAsync();
        await using var second = await phone.OpenAsync();
        await second.ComeBackAsync(host, words);
        await second["#earlier"].WaitForAsync();

        await second.TapAsync("Altri argomenti");
        await second.OffersAsync("Chi sono");
        await second["#earlier"].ClickAsync();

        await second["#talk .me", "persona"].First.WaitForAsync();
        await second.OffersAsync("Chi sono");
    }

    [BrowserFact]
    public async Task While_a_person_is_awaited_ten_idle_minutes_cover_the_page_and_wipe_nothing()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.Page.Clock.InstallAsync();
        await page.StartAsync(host.Address);
        await page.SayAsync("mi picchia ogni giorno");
        await page[Visit.Waiting].WaitForAsync();

        await page.Page.Clock.RunForAsync(11 * 60 * 1000);

        Assert.True(await page["#cover"].IsVisibleAsync());
        await page["#uncover"].ClickAsync();
        await page["#talk .me", "mi picchia ogni giorno"].WaitForAsync();
    }

    [BrowserFact]
    public async Task Erasing_with_an_open_request_says_first_who_still_sees_the_words_then_closes_the_way_back()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.BeginAsync(host, "it");
        await page.SayAsync("mi picchia ogni giorno");
        await page[Visit.Waiting].WaitForAsync();
        var words = await page.ReturnWordsAsync();

        await page.MenuAsync("#erase");
        await page.HearsAsync("la squadra le può ancora vedere");
        await page.TapAsync("Sì, cancella");

        await page["#erased"].WaitForAsync();
        Assert.DoesNotContain("mi picchia", await page.Page.ContentAsync(), StringComparison.Ordinal);
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(host.Address, "/api/chat/resume"), new { words });
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task AssertMetAsync(PhonePage page, string question)
    {
        await page["#talk .safety a.call[href='tel:112']"].First.WaitForAsync();
        await page["#talk .safety a.call[href='tel:114']"].First.WaitForAsync();
        await page.HearsAsync(question);
        await page[Visit.Waiting].WaitForAsync();
        await page["#code-get"].WaitForAsync();
        Assert.Equal(1, await page["#talk .bubble", question].CountAsync());
        var said = string.Join('\n', await page["#talk .bot"].AllInnerTextsAsync());
        // Nobody is on shift in a fresh house: nothing may sound as if somebody were called or on the way.
        Assert.DoesNotMatch("sto chiamando|ho chiamato|sta arrivando|è in turno e|I am calling|is coming|is on shift and|j’appelle|arrive|يأتي شخص|سيتصل", said);
        await page.AssertCleanAsync();
    }
}
