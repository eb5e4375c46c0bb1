namespace CoRe.BotFramework.Dialogs.Choices;

/// <summary>How values are looked for in what was written.</summary>
public class FindValuesOptions
{
    /// <summary>Whether some of a value's words are enough.</summary>
    public bool AllowPartialMatches { get; set; }
    public string Locale { get; set; }

    /// <summary>How many other words may stand between two words of a value; 2 unless set.</summary>
    public int? MaxTokenDistance { get; set; }
    public TokenizerFunction Tokenizer { get; set; }
}

/// <summary>How choices are looked for in what was written.</summary>
public class FindChoicesOptions : FindValuesOptions
{
    /// <summary>Do not look for the value itself.</summary>
    public bool NoValue { get; set; }

    /// <summary>Do not look for the button's title.</summary>
    public bool NoAction { get; set; }
    public bool RecognizeNumbers { get; set; } = true;
    public bool RecognizeOrdinals { get; set; } = true;
}

/// <summary>Something found in what was written, and where.</summary>
public class ModelResult<T>
{
    public string Text { get; set; }

    /// <summary>First character.</summary>
    public int Start { get; set; }

    /// <summary>Last character.</summary>
    public int End { get; set; }
    public string TypeName { get; set; }
    public T Resolution { get; set; }
}

/// <summary>One of the values looked for; several may stand for one entry.</summary>
public class SortedValue
{
    public string Value { get; set; }

    /// <summary>The entry this value stands for.</summary>
    public int Index { get; set; }
}

/// <summary>A value that was found.</summary>
public class FoundValue
{
    public string Value { get; set; }
    public int Index { get; set; }
    public float Score { get; set; }
}
