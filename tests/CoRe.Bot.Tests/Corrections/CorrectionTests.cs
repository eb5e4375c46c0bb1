using CoRe.Bot.Corrections;
using CoRe.Bot.Desk.Words;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using CoRe.Bot.Rights;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Hours;
using CoRe.Bot.ServiceDirectory.Upkeep;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Corrections;

public sealed class CorrectionTests : IAsyncLifetime
{
    private const string Key = "services.choice.city";
    private const string Line = "rights/school_enrolment/answer-1";
    private const string Unconfirmed = "rights/school_enrolment/cost-1";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TopicId School = new("school_enrolment");
    private readonly DeskBed _bed = new();
    private Actor _editor = null!;
    private Actor _lawyer = null!;

    private WordsDesk Desk => _bed.Get<WordsDesk>();

    private LocaleLibrary Locales => _bed.Get<LocaleLibrary>();

    private RightsLibrary Rights => _bed.Get<RightsLibrary>();

    [Fact]
    public async Task A_corrected_text_is_said_at_once_and_the_other_languages_become_stale()
    {
        var version = Locales.Version;

        Assert.Null(await CorrectAsync(CorrectionKinds.Text, Key, "it", "Un’altra città"));

        Assert.Equal(("Un’altra città", TextState.Draft), Said(LocaleTag.Italian));
        Assert.Equal(TextState.Stale, Locales.Text(LocaleTag.Arabic, Key).State);
        Assert.True(Locales.Version > version);
        Assert.Null(await CorrectAsync(CorrectionKinds.Text, Key, "ar", "مدينة ثانية", native: true));
        Assert.Equal(("مدينة ثانية", TextState.Reviewed), Said(LocaleTag.Arabic));
        Assert.Equal("Un’altra città", Locales.Section(LocaleTag.Italian, "services.choice.")[Key]);
    }

    [Fact]
    public async Task Every_version_stays_and_can_come_back()
    {
        var own = Locales.Text(LocaleTag.Italian, Key).Text;
        await CorrectAsync(CorrectionKinds.Text, Key, "it", "Prima");
        await CorrectAsync(CorrectionKinds.Text, Key, "it", "Seconda");
        var first = (await _bed.Get<CorrectionStore>().VersionsAsync(CorrectionKinds.Text, Key, "it", None))[1];

        Assert.Null(await Refreshed(Desk.RestoreAsync(_editor, first.Id, "era meglio", None)));
        Assert.Equal("Prima", Said(LocaleTag.Italian).Text);
        Assert.Null(await Refreshed(Desk.UndoAsync(_editor, CorrectionKinds.Text, Key, "it", "era giusto", None)));
        Assert.Equal(own, Said(LocaleTag.Italian).Text);
        Assert.Equal(4, (await _bed.Get<CorrectionStore>().VersionsAsync(CorrectionKinds.Text, Key, "it", None)).Count);
    }

    [Fact]
    public async Task A_long_sentence_is_sent_back()
    {
        var words = string.Join(' ', Enumerable.Repeat("parola", 40)) + ".";

        Assert.Equal("sentence", await CorrectAsync(CorrectionKinds.Right, Line, "it", words));
        Assert.Equal("reason", await Desk.CorrectAsync(_editor, CorrectionKinds.Right, Line, "it", "Ciao.", "", false, None));
    }

    [Fact]
    public async Task A_hidden_line_of_law_is_gone_in_every_language()
    {
        Assert.Null(await CorrectAsync(CorrectionKinds.Right, Line, "it", null));

        Assert.All(new[] { LocaleTag.Italian, LocaleTag.Arabic }, tag => Assert.DoesNotContain(Rights.Article(School, tag).Lines, line => line.Id == "answer-1"));
    }

    [Fact]
    public async Task A_corrected_line_makes_its_translations_stale()
    {
        Assert.Null(await CorrectAsync(CorrectionKinds.Right, Line, "it", "Tutti i minori hanno diritto alla scuola."));

        Assert.Contains(Rights.Article(School, LocaleTag.Italian).Lines, line => line.Text == "Tutti i minori hanno diritto alla scuola.");
        Assert.Equal(TextState.Stale, Rights.Article(School, LocaleTag.English).State);
        Assert.NotEqual(TextState.Stale, Rights.Article(School, LocaleTag.Italian).State);
    }

    [Fact]
    public async Task Only_a_lawyer_signs_and_the_line_is_shown_from_then_on()
    {
        var day = new DateOnly(2027, 5, 1);
        bool Shown() => Rights.Article(School, LocaleTag.Italian).Lines.Any(line => line.Id == "cost-1");
        Assert.False(Shown());

        Assert.Equal("forbidden", await Desk.SignAsync(_editor, Unconfirmed, "art. 34 Cost.", day, None));
        Assert.Equal("expiry", await Desk.SignAsync(_lawyer, Unconfirmed, "art. 34 Cost.", new DateOnly(2020, 1, 1), None));
        Assert.Equal("reference", await Desk.SignAsync(_lawyer, Unconfirmed, "", day, None));
        Assert.Equal("unknown", await Desk.SignAsync(_lawyer, "rights/school_enrolment/none", "art. 34 Cost.", day, None));
        Assert.Null(await Refreshed(Desk.SignAsync(_lawyer, Unconfirmed, "art. 34 Cost.", day, None)));

        Assert.True(Shown());
        Assert.DoesNotContain(Rights.Unconfirmed(), line => line is { Topic.Value: "school_enrolment", LineId: "cost-1" });
        Assert.Equal(_lawyer.Name, Rights.SignatureOf(Unconfirmed)!.Name);
    }

    [Fact]
    public async Task Other_words_void_the_signature()
    {
        await Refreshed(Desk.SignAsync(_lawyer, Unconfirmed, "art. 34 Cost.", new DateOnly(2027, 5, 1), None));
        Assert.NotNull(Rights.SignatureOf(Unconfirmed));

        await CorrectAsync(CorrectionKinds.Right, Unconfirmed, "it", "La scuola è gratis.");

        Assert.Null(Rights.SignatureOf(Unconfirmed));
        Assert.DoesNotContain(Rights.Article(School, LocaleTag.Italian).Lines, line => line.Id == "cost-1");
    }

    [Fact]
    public async Task A_number_hours_and_an_entry_are_mended_without_a_new_directory()
    {
        var library = _bed.Get<ServiceLibrary>();
        var service = library.ForDesk().First(it => it is { OperatorsOnly: false, Phones.Count: 1, MinimumAge: null });
        var target = $"{service.Id}/{service.Phones[0].Number.Digits}";

        Assert.Equal("phone", await CorrectAsync(CorrectionKinds.Phone, target, "", "call us"));
        Assert.Null(await CorrectAsync(CorrectionKinds.Phone, target, "", "06 1234567"));
        Assert.Equal("061234567", library.FindForDesk(service.Id)!.Phones.Single().Number.Digits);
        Assert.Equal("hours", await CorrectAsync(CorrectionKinds.Hours, service.Id, "", "always"));
        Assert.Null(await CorrectAsync(CorrectionKinds.Hours, service.Id, "", "lun-ven 9:00-13:00; sab 9:00-12:00"));
        Assert.Equal(6, library.FindForDesk(service.Id)!.Hours.Spells.Count);
        Assert.Equal(ServiceHours.Today(_bed.Time.GetUtcNow()), library.FindForDesk(service.Id)!.AssuredOn);
        Assert.Null(await CorrectAsync(CorrectionKinds.Service, service.Id, "", null));
        Assert.Null(library.Find(service.Id));
        Assert.NotNull(library.FindForDesk(service.Id));
        Assert.Null(await Refreshed(Desk.UndoAsync(_editor, CorrectionKinds.Service, service.Id, "", "di nuovo", None)));
        Assert.NotNull(library.Find(service.Id));
    }

    [Fact]
    public async Task An_operator_corrects_no_words_and_every_act_is_in_the_trail_without_them()
    {
        var amina = await _bed.HireAsync("Amina", OperatorRole.Operator);

        Assert.Equal("forbidden", await Desk.CorrectAsync(amina, CorrectionKinds.Text, Key, "it", "Altra", "perché sì", false, None));
        Assert.Equal("promise", await CorrectAsync(CorrectionKinds.Text, Key, "it", "Nessuno saprà niente"));
        await CorrectAsync(CorrectionKinds.Text, Key, "it", "Parolanuova");

        await using var db = _bed.Get<ICoreDb>().Open();
        var line = await db.Audit.SingleAsync(a => a.Action.StartsWith("words."));
        Assert.Equal(("words.correct", "text it " + Key, _editor.Id.Value), (line.Action, line.Object, line.Actor));
        Assert.Equal(1, await db.Corrections.CountAsync());
        Assert.Contains(Desk.Find("ar", "school_enrolment answer", 20), saying => saying.Target == Line && saying.Words is not null);
        Assert.Contains(Desk.Find("it", "parolanuova", 20), saying => saying.Target == Key);
        Assert.DoesNotContain(Desk.Find("it", "desk.", 50), saying => saying.Target.StartsWith("desk.", StringComparison.Ordinal));
        Assert.DoesNotContain("Parolanuova", _bed.Log.All, StringComparison.Ordinal);
    }

    public async Task InitializeAsync()
    {
        await _bed.StartAsync();
        _editor = await _bed.HireAsync("Elena", OperatorRole.Editor);
        _lawyer = await _bed.HireAsync("Luca", OperatorRole.Lawyer);
    }

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    private (string Text, TextState State) Said(LocaleTag tag) => Locales.Text(tag, Key) is var said ? (said.Text, said.State) : default;

    private Task<string?> CorrectAsync(string kind, string target, string locale, string? words, bool native = false) =>
        Refreshed(Desk.CorrectAsync(_editor, kind, target, locale, words, "era sbagliato", native, None));

    private async Task<string?> Refreshed(Task<string?> act)
    {
        var answer = await act;
        await _bed.Get<CorrectionRefresh>().RefreshAsync(None);
        await _bed.Get<DirectoryRefresh>().RefreshAsync(None);
        return answer;
    }
}
