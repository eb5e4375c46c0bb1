using System.Globalization;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Rights;
using CoRe.Bot.ServiceDirectory;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Dialogs.Steps;

/// <summary>Rights topics as tiles, a few at a time, those most needed first.</summary>
internal sealed class ShowTopics(RightsLibrary rights, LocaleLibrary locales, IOptions<DialogsOptions> options) : IFlowShow
{
    // What people who have just arrived ask first; every other topic follows in the library's own order.
    private static readonly string[] First =
    [
        "food_shelter_emergency", "health_care", "school_enrolment", "residence_permit_minor", "guardian_tutor",
        "violence_help_info", "work_and_apprenticeship", "asylum_international_protection", "legal_aid_lawyer", "family_reunification",
    ];

    public string Name => "topics";

    public void Compose(FlowTurn turn, string argument, Page page)
    {
        var size = options.Value.TilesPerPage;
        var topics = rights.Topics.Where(topic => IsFor(topic, turn))
            .OrderBy(topic => Array.IndexOf(First, topic.Value) is var place and >= 0 ? place : First.Length).ToArray();
        var pageNumber = int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked * size < topics.Length ? asked : 0;
        foreach (var topic in topics.Skip(pageNumber * size).Take(size))
        {
            page.Options.Add(new Option(rights.Article(topic, turn.Locale).Title, Commands.Topic(topic.Value)));
        }

        if ((pageNumber + 1) * size < topics.Length)
        {
            page.Options.Add(new Option(locales.Text(turn.Locale, "dialogs.more").Text, $"#topics:{pageNumber + 1}"));
        }
    }

    private bool IsFor(TopicId topic, FlowTurn turn) => (rights.Article(topic, turn.Locale).Audience, turn.Memory.Audience) switch
    {
        (RightsAudience.Minor, "parent") or (RightsAudience.Parent, "minor") => false,
        _ => true,
    };
}

/// <summary>A rights article: the answer first, each other part and its sources on one tap (<c>school_enrolment</c>, <c>school_enrolment/helps</c>).</summary>
internal sealed class ShowArticle(RightsLibrary rights, LocaleLibrary locales, Hotlines hotlines, SafetyTexts safety) : IFlowShow
{
    private const int LinesPerBubble = 5;
    private const string AnswerPart = "answer";
    private const string HelpsPart = "helps";
    private const string DetailsPart = "details";
    private const string SourcesPart = "sources";

    /// <summary>The wire whose page has the same address as the cards.</summary>
    private const string WebChat = "directline";
    private static readonly string[] Groups = [AnswerPart, "next", HelpsPart, DetailsPart];

    public string Name => "article";

    public void Compose(FlowTurn turn, string argument, Page page)
    {
        var (topic, part) = argument.Split('/', 2) is [var head, var tail] ? (head, tail) : (argument, "");
        if (!rights.Has(new TopicId(topic)))
        {
            page.Bubbles.Add(new Bubble(Flows.BubbleKind.Article, locales.Text(turn.Locale, "rights.nothing_valid")));
            page.Facts.Add((FactType.TopicNotFound, null));
            return;
        }

        var article = rights.Article(new TopicId(topic), turn.Locale, ReaderOf(turn));
        if (part == SourcesPart)
        {
            AddSources(article, turn, page);
        }
        else
        {
            AddLines(article, Groups.Contains(part) ? part : AnswerPart, turn, page);
        }

        AddOptions(article, part, turn, page);
        page.Facts.Add((FactType.TopicShown, topic));
    }

    private void AddLines(RightsArticle article, string group, FlowTurn turn, Page page)
    {
        var lines = article.Lines.Where(line => GroupOf(line.Part) == group).ToArray();
        if (lines.Length == 0)
        {
            // The library has something for the topic, but not this part: the first part it has is the answer.
            group = GroupOf(article.Lines[0].Part);
            lines = [.. article.Lines.Where(line => GroupOf(line.Part) == group)];
        }

        var title = group == AnswerPart ? article.Title : locales.Text(turn.Locale, LabelOf(group)).Text;
        var calls = group == HelpsPart ? safety.Calls(hotlines.For(article.Topic), turn.Locale)
            : group == AnswerPart && turn.Turn.Channel == WebChat && CounterCards.Of(article.Topic) is { } card ? [Voice.Link(locales.Text(turn.Locale, "card.open").Text, card.Address(turn.Locale.Value))]
            : [];
        var chunks = lines.Select(line => group == DetailsPart ? $"{locales.Text(turn.Locale, LabelOf(CodeOf(line.Part)))}: {line.Text}" : line.Text).Chunk(LinesPerBubble).ToArray();
        for (var i = 0; i < chunks.Length; i++)
        {
            var text = string.Join('\n', i == 0 ? [title, .. chunks[i]] : chunks[i]);
            page.Bubbles.Add(new Bubble(Flows.BubbleKind.Article, new LocalText(text, article.State, article.Locale), i == chunks.Length - 1 ? calls : null));
        }

        if (article.State == TextState.Stale)
        {
            page.Bubbles.Add(new Bubble(Flows.BubbleKind.System, locales.Text(turn.Locale, "rights.state.stale")));
        }
    }

    private void AddSources(RightsArticle article, FlowTurn turn, Page page)
    {
        var sources = article.Lines.SelectMany(line => line.Sources).Select(rights.Source).DistinctBy(source => source.Id).ToArray();
        var linked = sources.Where(source => source.Url?.StartsWith("https://", StringComparison.Ordinal) == true).Take(LinesPerBubble).ToArray();
        string[] lines =
        [
            $"{locales.Text(turn.Locale, "rights.legal_basis")}: {article.LegalBasis}",
            locales.Text(turn.Locale, "rights.checked_on", ("date", article.CheckedOn.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture))).Text,
            locales.Text(turn.Locale, "rights.not_advice").Text,
            $"{locales.Text(turn.Locale, "rights.sources")}:",
            .. sources.Except(linked).Select(source => source.Title),
        ];
        var links = linked.Select(source => Voice.Link(source.Title, source.Url!)).ToArray();
        page.Bubbles.Add(new Bubble(Flows.BubbleKind.Article, new LocalText(string.Join('\n', lines), article.State, article.Locale), links));
    }

    private void AddOptions(RightsArticle article, string shown, FlowTurn turn, Page page)
    {
        foreach (var group in article.Lines.Select(line => GroupOf(line.Part)).Distinct().Where(group => group != AnswerPart && group != shown))
        {
            page.Options.Add(new Option(locales.Text(turn.Locale, LabelOf(group)).Text, $"#topic:{article.Topic}/{group}"));
        }

        if (shown != SourcesPart)
        {
            page.Options.Add(new Option(locales.Text(turn.Locale, "rights.sources").Text, $"#topic:{article.Topic}/{SourcesPart}"));
        }
    }

    private static RightsAudience? ReaderOf(FlowTurn turn) => turn.Memory.Audience switch
    {
        "minor" => RightsAudience.Minor,
        "parent" => RightsAudience.Parent,
        _ => null,
    };

    private static string GroupOf(RightsPart part) => part switch
    {
        RightsPart.Answer => AnswerPart,
        RightsPart.Next => "next",
        RightsPart.Helps => HelpsPart,
        _ => DetailsPart,
    };

    private static string LabelOf(string part) => part == DetailsPart ? "dialogs.article.details" : $"rights.part.{part}";

    private static string CodeOf(RightsPart part) => part.ToString().ToLowerInvariant();
}

/// <summary>"Did you mean …?" with the topics that are as likely.</summary>
internal sealed class ShowQuestion(RightsLibrary rights) : IFlowShow
{
    public string Name => "question";

    public void Compose(FlowTurn turn, string argument, Page page)
    {
        foreach (var topic in argument.Split(',').Select(code => new TopicId(code)).Where(rights.Has).Take(4))
        {
            page.Options.Add(new Option(rights.Article(topic, turn.Locale).Title, Commands.Topic(topic.Value)));
        }
    }
}
