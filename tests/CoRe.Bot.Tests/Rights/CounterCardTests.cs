using System.Net;
using System.Text.RegularExpressions;
using CoRe.Bot.Chat.Card;
using CoRe.Bot.Languages;
using CoRe.Bot.Rights;
using CoRe.Bot.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoRe.Bot.Tests.Rights;

public sealed class CounterCardTests
{
    private static readonly LocaleLibrary Locales = RealParts.Locales;
    private static readonly RightsLibrary Rights = RightsLibrary.Load(Locales, TimeProvider.System);
    private static readonly CounterCardPage Page = new(Rights, Locales, new CardFiles());

    [Fact]
    public void Every_card_has_a_topic_and_a_number_of_its_own()
    {
        Assert.All(CounterCards.All, card => Assert.True(Rights.Has(card.Topic), card.Topic.Value));
        Assert.Equal(CounterCards.All.Count, CounterCards.All.Select(card => card.Number).Distinct().Count());
        Assert.Equal(CounterCards.All.Count, CounterCards.All.Select(card => card.Topic).Distinct().Count());
    }

    [Theory]
    [InlineData("ar", "rtl")]
    [InlineData("bn", "ltr")]
    [InlineData("zh", "ltr")]
    [InlineData("ti", "ltr")]
    public void Italian_with_the_rule_stands_above_and_the_own_language_below(string tag, string direction)
    {
        foreach (var card in CounterCards.All)
        {
            var html = WebUtility.HtmlDecode(Page.Html(card, new LocaleTag(tag))!);
            var article = Rights.Article(card.Topic, LocaleTag.Italian);
            var (italian, own) = (html.IndexOf("class=\"italian\"", StringComparison.Ordinal), html.IndexOf("class=\"own\"", StringComparison.Ordinal));

            Assert.InRange(italian, 0, own);
            Assert.Contains(article.LegalBasis, html[italian..own], StringComparison.Ordinal);
            Assert.All(article.Lines.Where(line => line.Part == RightsPart.Answer), line => Assert.Contains(line.Text, html[italian..own], StringComparison.Ordinal));
            Assert.Contains(Locales.Text(new LocaleTag(tag), $"card.ask.{card.Counter}").Text, html[own..], StringComparison.Ordinal);
            Assert.Contains($"dir=\"{direction}\"", html[(own - 60)..own], StringComparison.Ordinal);
            Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_the_lawyer_has_not_confirmed_is_on_no_card()
    {
        var unconfirmed = Rights.Unconfirmed().Where(line => CounterCards.Of(line.Topic) is not null).ToArray();

        Assert.NotEmpty(unconfirmed);
        Assert.All(unconfirmed, line => Assert.DoesNotContain(line.Text, WebUtility.HtmlDecode(Page.Html(CounterCards.Of(line.Topic)!, LocaleTag.English)!), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_is_kept_by_nobody_and_runs_only_its_own_line()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Locales).AddSingleton(Rights).AddCounterCard();
        await using var app = builder.Build();
        app.MapCounterCard();
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var answer = await http.GetAsync("card/1?l=ar");

        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Matches("^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+';", policy);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", body, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(body, "<script"));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("card/99")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("card/school_enrolment")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("card/1?l=%3Cscript%3E")).StatusCode);
    }
}
