using System.Security.Cryptography;
using System.Text;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.Privacy;

namespace CoRe.Bot.Escalation.CheckIn;

/// <summary>
/// The private phrase that a person and an operator agree for later ("tomorrow is market day"): written as a whole message it calls for
/// help without a sign on the screen. Only a keyed hash is kept, bound to the one conversation. Capitals, accents, punctuation and spaces do not
/// matter: it is typed in fear.
/// </summary>
internal sealed class CheckInPhrases(MasterKeys masters)
{
    public const int FewestWords = 2;
    public const int MostWords = 6;
    public const int FewestLetters = 8;
    public const int Longest = 80;
    private readonly byte[] _key = masters.Derive("check-in-phrase");

    /// <summary>Whether so many words are a phrase: long enough not to be written by chance, short enough to be remembered.</summary>
    public static bool IsWellFormed(PersonText phrase)
    {
        var text = phrase.Reveal();
        var words = FoldedWords.Of(text);
        return text.Length <= Longest && text[0] != '#' && words.Count is >= FewestWords and <= MostWords && words.Sum(word => word.Length) >= FewestLetters;
    }

    /// <returns>32 bytes.</returns>
    public byte[] Hash(ConversationId conversation, PersonText phrase) =>
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{conversation.Value}\n{string.Join(' ', FoldedWords.Of(phrase.Reveal()))}"));

    /// <summary>Whether the whole message is the agreed phrase.</summary>
    public bool IsPhrase(ConversationId conversation, PersonText message, byte[] agreed) =>
        message.Length <= Longest && CryptographicOperations.FixedTimeEquals(Hash(conversation, message), agreed);
}

/// <summary>Whether words can serve as a phrase: no sign of risk and no command in them, so that they are answered like any chatter.</summary>
internal interface IPhraseCheck
{
    bool IsEveryday(PersonText phrase);
}
