using System.Collections.Frozen;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Understanding;

/// <summary>What a short message can order at any moment, in every dialog.</summary>
internal enum GlobalCommand
{
    None,
    Help,
    Person,
    Stop,
    Erase,
    Back,
    Menu,
    StartAgain,
    Language,
}

/// <summary>
/// The words that work everywhere, in all languages at once. Only a message that is nothing but the command counts:
/// "stop" is an order, "he does not stop" is somebody in need.
/// </summary>
internal sealed class GlobalWords
{
    private const int MostWords = 5;
    private readonly FrozenDictionary<string, GlobalCommand> _exact;
    private readonly NearSpelling _near;

    public GlobalWords(IEnumerable<TopicFile> files)
    {
        var commands = new Dictionary<string, GlobalCommand>(StringComparer.Ordinal);
        foreach (var (name, wordings) in files.SelectMany(file => file.Commands))
        {
            var command = Enum.Parse<GlobalCommand>(name, ignoreCase: true);
            foreach (var wording in wordings)
            {
                commands.TryAdd(Key(FoldedWords.Of(wording)), command);
            }
        }

        _exact = commands.ToFrozenDictionary(StringComparer.Ordinal);
        _near = new NearSpelling(_exact.Keys, []);
    }

    public static GlobalWords Load(LocaleLibrary locales) => new(TopicFile.ReadAll(locales).Values);

    public GlobalCommand Recognize(PersonText text)
    {
        var words = FoldedWords.Of(text.Reveal());
        if (words.Count is 0 or > MostWords)
        {
            return GlobalCommand.None;
        }

        var key = Key(words);
        if (_exact.TryGetValue(key, out var command))
        {
            return command;
        }

        // Erasing cannot be undone: a slip of the finger must not do it.
        var near = _near.Find(key) is { } found ? _exact[found] : GlobalCommand.None;
        return near == GlobalCommand.Erase ? GlobalCommand.None : near;
    }

    private static string Key(IEnumerable<string> words) => string.Join(' ', words);
}
