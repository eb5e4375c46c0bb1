namespace CoRe.BotFramework.Dialogs.Choices;

/// <summary>
/// Which choice was meant: by its words, else by its place in the list ("2", "due", "il secondo"). A number counts only when
/// it is the whole answer, politeness aside: "I have two sisters" is no choice.
/// </summary>
public class ChoiceRecognizers
{
    public static List<ModelResult<FoundChoice>> RecognizeChoices(string utterance, IList<string> choices, FindChoicesOptions options = null)
        => RecognizeChoices(utterance, ChoiceFactory.ToChoices(choices), options);

    public static List<ModelResult<FoundChoice>> RecognizeChoices(string utterance, IList<Choice> list, FindChoicesOptions options = null)
    {
        list ??= [];
        utterance ??= string.Empty;
        options ??= new FindChoicesOptions();
        var matched = Find.FindChoices(utterance, list, options);
        if (matched.Count > 0)
        {
            return matched;
        }

        var culture = CultureWords.For(options.Locale);
        var place = culture.PlaceIn(utterance, options.RecognizeNumbers, options.RecognizeOrdinals);
        return place >= 1 && place <= list.Count ? [AtPlace(utterance, list, place - 1)] : [];
    }

    private static ModelResult<FoundChoice> AtPlace(string utterance, IList<Choice> list, int index) => new()
    {
        Start = 0,
        End = utterance.Length - 1,
        Text = utterance,
        TypeName = "choice",
        Resolution = new FoundChoice { Value = list[index].Value, Index = index, Score = 1, Synonym = utterance },
    };
}
