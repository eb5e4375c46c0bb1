using CoRe.Bot.Languages.Writing;
using CoRe.Bot.Dialogs.Flows;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Rights;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.Understanding;
using CoRe.Bot.Understanding.Recognizers;

namespace CoRe.Bot.Dialogs;

/// <summary>Where one message leads. <paramref name="Answer"/>: the words are the answer that the present page asked for.</summary>
internal sealed record Routing(string Command, bool Answer = false);

/// <summary>
/// Decides what a message means. The order is the promise: danger first, then the words that work everywhere, then the
/// buttons, then the question on the screen, and only then a guess.
/// </summary>
internal sealed class MessageRouter(GlobalWords globals, AnswerRecognizers answers, RightsLibrary rights, ServiceLibrary services)
{
    /// <summary>A question about safety that was asked so often in one talk is not asked again; the numbers are still shown.</summary>
    private const int MostQuestions = 2;

    private const int MostCandidates = 4;

    /// <summary>A position that a messenger sent (RFC 5870).</summary>
    private const string PlacePrefix = "geo:";

    private const int MostAnswerWords = 3;

    private const int YoungestWriter = 6, OldestYoung = 25;

    /// <param name="isCommand">The text is an order that some flow answers to.</param>
    public Routing Route(FlowTurn turn, FlowNode? current, IReadOnlyList<Option> options, string? text, bool isCommand)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new Routing(Commands.NotText);
        }

        if (turn.Turn.Severity >= Severity.High)
        {
            return turn.Memory.SafetyAsked < MostQuestions ? new Routing(Commands.Safety) : new Routing(Commands.SafetySaid);
        }

        if (isCommand)
        {
            return new Routing(text.Trim());
        }

        if (text.StartsWith(PlacePrefix, StringComparison.Ordinal))
        {
            // Sent while a case is open: it is for the person who helps, and needs no answer but that somebody is listening.
            return new Routing(Commands.SafetySaid);
        }

        var word = globals.Recognize(new PersonText(text));
        if (word is not (GlobalCommand.None or GlobalCommand.Help) && Commands.Of(word) is { } order)
        {
            return new Routing(order);
        }

        if (Chosen(text, options, turn.Locale) is { } chosen)
        {
            return new Routing(chosen);
        }

        if (options.Any(option => option.Answer is not null) && answers.For(turn.Locale).YesNo.Of(text) is { } answer
            && options.FirstOrDefault(option => option.Answer == answer.ToString().ToLowerInvariant()) is { } meant)
        {
            return new Routing(meant.Command);
        }

        return turn.Turn.CheckIn && turn.Memory.CheckIns < MostQuestions ? new Routing(Commands.CheckIn)
            : word == GlobalCommand.Help ? new Routing(Commands.Help)
            // A few words under a question ("Roma") are its answer in any language; a story is not.
            : current?.Ask is not null && (turn.Turn.Measured || FoldedWords.Of(text).Count <= MostAnswerWords) ? new Routing(Commands.Resume, Answer: true)
            : !turn.Turn.Measured ? new Routing(Commands.NotMeasured)
            : ByCity(text) ?? ByTopic(turn.Turn.Guess) ?? new Routing(Commands.NotUnderstood);
    }

    /// <summary>Remembers an age the person told of themselves: services for another age are then left out.</summary>
    public void NoteAge(FlowTurn turn)
    {
        if (turn.Words is { } words && !Commands.IsCommand(words) && answers.For(turn.Locale).Age.Own(words) is >= YoungestWriter and <= OldestYoung and var age)
        {
            turn.Memory.Age = age;
        }
    }

    /// <summary>The topic of free text as a command, an honest question back when several are as likely, or null.</summary>
    public Routing? ByTopic(TopicGuess? guess)
    {
        if (guess?.Topic is { } topic && CommandOf(topic) is { } sure)
        {
            return new Routing(sure);
        }

        var candidates = (guess?.Candidates ?? []).Where(rights.Has).Take(MostCandidates).Select(candidate => candidate.Value).ToArray();
        return candidates.Length > 0 ? new Routing($"#question:{string.Join(',', candidates)}") : null;
    }

    /// <summary>Nothing but the name of a city, on any page: somebody looks for a place there.</summary>
    private Routing? ByCity(string text) => services.Cities.IdOf(text) is { } city ? new Routing($"#city:{city}") : null;

    private string? CommandOf(TopicId topic) => topic.Value switch
    {
        "greeting" => Commands.Greeting,
        "thanks" => Commands.Thanks,
        "talk_to_human" => Commands.Person,
        "change_language" => Commands.Language,
        "find_service_near_me" => Commands.Services,
        _ => rights.Has(topic) ? Commands.Topic(topic.Value) : null,
    };

    /// <summary>A button typed by its number or its words. A long sentence that merely contains a label is no tap.</summary>
    private static string? Chosen(string text, IReadOnlyList<Option> options, LocaleTag locale)
    {
        var words = FoldedWords.Of(text);
        var same = options.FirstOrDefault(option => FoldedWords.Of(option.Label).SequenceEqual(words));
        if (same is not null || options.Count == 0)
        {
            return same?.Command;
        }

        var choices = options.Select(option => new Choice(option.Label)).ToList();
        var found = ChoiceRecognizers.RecognizeChoices(text, choices, new FindChoicesOptions { Locale = locale.Value });
        return found is [var only] && words.Count <= FoldedWords.Of(only.Resolution.Value).Count + 1 ? options[only.Resolution.Index].Command : null;
    }
}
