using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;

namespace CoRe.Bot.Journeys.Visitor;

[Collection(RealProcess.Name)]
public sealed class ArabicVisitTests(Phone phone) : IClassFixture<Phone>
{
    [BrowserFact]
    public async Task From_the_tile_to_an_article_and_back_every_word_is_Arabic_and_no_way_ends()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.GoAsync(host.Address);
        await page["#languages a[data-lang=ar]"].ClickAsync();
        await page["html[dir=rtl]"].WaitForAsync();
        await page["[data-begin='']"].ClickAsync();
        await page.OffersAsync("حقوقك");

        // The page said the limits itself only until the bot could: nobody reads them twice.
        Assert.Equal(1, await page["#talk .bubble", "برنامج يفحص كل رسالة"].CountAsync());
        await page.TapAsync("حقوقك");
        await page.TapAsync("التسجيل في المدرسة");
        await page.HearsAsync("يمكنك أن تسجل نفسك");
        await page.TapAsync("المصادر");
        await page["#talk .bot .bubble a[href^='https://']"].First.WaitForAsync();
        await page.TapAsync("رجوع");
        await page.OffersAsync("المصادر");
        await page.MenuAsync("#restart");
        await page.OffersAsync("إيجاد مكان يساعد");
        await page.AssertCleanAsync();
        Assert.Empty(await page.BarriersAsync());
    }

    [BrowserFact]
    public async Task A_bed_in_Rome_is_found_by_the_Arabic_name_and_an_unknown_city_is_not_invented()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.BeginAsync(host, "ar");

        await page.TapAsync("إيجاد مكان يساعد");
        await page.TapAsync("النوم والأكل");
        await page.OffersAsync("تريستي");
        await page.SayAsync("روما");

        await page.HearsAsync("Via dei Bruzi 10, Roma");
        await page["#talk a[href^='https://www.openstreetmap.org/search?query=Via%20dei%20Bruzi%2010']"].WaitForAsync();
        await page.TapAsync("مدينة أخرى");
        await page.OffersAsync("تريستي");
        await page.SayAsync("Atlantide");
        await page.HearsAsync("أنا لا أخترع عناوين");
        await page.OffersAsync("عرض المدن");
        await page.AssertCleanAsync();
    }

    [BrowserFact]
    public async Task A_beating_told_in_Arabic_is_met_with_numbers_that_read_from_left_to_right()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.BeginAsync(host, "ar");

        await page.SayAsync("يضربني كل يوم");

        await page["#talk .safety a.call[href='tel:112']"].First.WaitForAsync();
        await page["#talk .safety a.call[href='tel:19696']", "1 96 96"].First.WaitForAsync();
        await page.HearsAsync("هل أنت في أمان الآن؟");
        await page[Visit.Waiting].WaitForAsync();
        await page["#wait", "لا يوجد الآن أحد من الفريق في الخدمة"].WaitForAsync();
        await page.AssertCleanAsync();
    }

    [BrowserFact]
    public async Task Half_way_from_Arabic_to_French_the_same_page_goes_on_in_French()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.BeginAsync(host, "ar");
        await page.TapAsync("حقوقك");
        await page.OffersAsync("التسجيل في المدرسة");

        await page["#menu > summary"].ClickAsync();
        await page["#chat-languages a[data-lang=fr]"].ClickAsync();

        await page.HearsAsync("Choisis un sujet.");
        await page.OffersAsync("Médecin et hôpital");
        await page["html[lang=fr][dir=ltr]"].WaitForAsync();
        // Labels around older words are the page's own: they follow too.
        await page["#talk .author", "مساعد آلي"].First.GoneAsync();
        await page["#talk .bot .under", "Traduit par une machine"].First.WaitForAsync();
        await page.AssertCleanAsync();
    }

    [BrowserFact]
    public async Task Erasing_without_a_request_wipes_the_page_and_a_new_talk_knows_nothing()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.BeginAsync(host, "ar");
        await page.SayAsync("أريد الذهاب إلى المدرسة");
        await page.OffersAsync("المصادر");

        await page.MenuAsync("#erase");
        await page.HearsAsync("لا يمكن الرجوع");
        await page.TapAsync("نعم، امسح");

        await page["#erased"].WaitForAsync();
        Assert.DoesNotContain("أريد الذهاب", await page.Page.ContentAsync(), StringComparison.Ordinal);
        await page["[data-begin='']"].ClickAsync();
        await page.OffersAsync("حقوقك");
        Assert.Equal(0, await page["#talk .me"].CountAsync());
        Assert.Empty(page.Complaints);
    }
}
