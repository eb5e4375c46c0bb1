namespace CoRe.BotFramework.Dialogs.Choices;

/// <summary>One entry a person can choose.</summary>
public class Choice
{
    public Choice(string value = null) => Value = value;

    /// <summary>What the bot gets when this is chosen.</summary>
    public string Value { get; set; }

    /// <summary>The button, when it must differ from the value.</summary>
    public CardAction Action { get; set; }

    /// <summary>Other words for the same.</summary>
    public List<string> Synonyms { get; set; }
}

/// <summary>The entry that was chosen.</summary>
public class FoundChoice
{
    public string Value { get; set; }

    /// <summary>Position in the list, from zero.</summary>
    public int Index { get; set; }
    public float Score { get; set; }

    /// <summary>The words that matched.</summary>
    public string Synonym { get; set; }
}

/// <summary>How choices are shown.</summary>
public enum ListStyle
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As the channel can.</summary>
    Auto,

    /// <summary>In the sentence.</summary>
    Inline,

    /// <summary>Line by line.</summary>
    List,

    /// <summary>As buttons that go away.</summary>
    SuggestedAction,

    /// <summary>As buttons of a card.</summary>
    HeroCard,
}

/// <summary>Words between choices in a sentence.</summary>
public class ChoiceFactoryOptions
{
    public ChoiceFactoryOptions()
    {
    }

    public ChoiceFactoryOptions(string inlineSeparator, string inlineOr, string inlineOrMore, bool? includeNumbers)
        => (InlineSeparator, InlineOr, InlineOrMore, IncludeNumbers) = (inlineSeparator, inlineOr, inlineOrMore, includeNumbers);

    public string InlineSeparator { get; set; }
    public string InlineOr { get; set; }
    public string InlineOrMore { get; set; }
    public bool? IncludeNumbers { get; set; }
}
