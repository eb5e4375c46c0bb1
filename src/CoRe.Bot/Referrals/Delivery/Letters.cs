using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Conversations;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Referrals.Delivery;

/// <summary>An e-mail as it will go out, composed before the commit so that the desk previews exactly this.</summary>
/// <param name="MessageId">Stays the same at every try: the recipient's idempotency key.</param>
/// <param name="About">The letter that this one takes back.</param>
/// <param name="Purpose">Null for the referral itself and what takes it back; else what it is: <c>code</c>, <c>reminder</c>, <c>followup</c>.</param>
internal sealed record Letter(string To, string MessageId, string? About, string Subject, string Text, string? Purpose = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Letter))]
internal sealed partial class LetterJson : JsonSerializerContext;

/// <summary>
/// Writes the letters: need, urgency, language, area, and nothing else. No name, no words of the person, no address of the
/// conversation. In Italian, because the services of the network work in it.
/// </summary>
internal sealed class Letters(IRecipients recipients, LocaleLibrary locales, MailServer server)
{
    public const string Kind = "email";

    /// <summary>Null when the recipient takes no referrals (any more) or the row is not complete.</summary>
    /// <param name="row">The referral.</param>
    /// <param name="details">Its sealed part, opened.</param>
    /// <param name="release">The receipt that released it.</param>
    /// <param name="link">Where the service answers; null without an address of the site: it answers by e-mail.</param>
    public Letter? Referral(ReferralRow row, ReferralDetails details, long release, string? link = null)
    {
        if (recipients.Find(row.ServiceId) is not { } recipient || row.Need is null || details.Area is null)
        {
            return null;
        }

        var text = $"""
            Segnalazione n. {Number(row)}

            Bisogno: {ReferralContent.NeedName(row.Need)}
            Urgenza: {Urgency(row.Urgency)}
            Lingua: {Language(row.Language)}
            Zona: {details.Area}
            {About(row)}
            Questa e-mail non contiene nomi né parole della persona. Se la stessa segnalazione
            arriva due volte, ha lo stesso numero.

            {Ask(link)}
            """;
        return new Letter(recipient.Email, MessageId(row, release), null, $"Segnalazione {Number(row)}: {ReferralContent.NeedName(row.Need)}", text);
    }

    private static string About(ReferralRow row) => row.ForAnother ? "Per chi: un'altra persona. Chi segnala resta anonimo e non va cercato.\n" : "";

    private static string Ask(string? link) => link is null
        ? """
            Per accettare o rifiutare la segnalazione rispondete a questo messaggio citando il
            numero: vi risponde una persona della rete.
            """
        : $"""
            Rispondete qui, senza registrarvi:
            {link}

            La pagina chiede un codice: arriva in un altro messaggio. Aprire il link non basta,
            conta solo la risposta.
            """;

    /// <summary>A second letter about the same referral: a code, a reminder, a question how it went. Null when the recipient takes none any more.</summary>
    public Letter? Further(ReferralRow row, string purpose, Guid link, string text) => recipients.Find(row.ServiceId) is not { } recipient ? null
        : new Letter(recipient.Email, $"{link:N}.{purpose}@{server.Domain}", Number(row), $"Segnalazione {Number(row)}: {Subjects[purpose]}", text.ReplaceLineEndings("\n"), purpose);

    private static readonly Dictionary<string, string> Subjects = new() { ["code"] = "codice", ["reminder"] = "aspettiamo una risposta", ["followup"] = "com'è andata?", ["handing"] = "altre parole per voi" };

    /// <summary>Tells the recipient that the referral counts no longer.</summary>
    public Letter? TakenBack(ReferralRow row)
    {
        if (recipients.Find(row.ServiceId) is not { } recipient)
        {
            return null;
        }

        var text = $"""
            La segnalazione n. {Number(row)} è ritirata.

            Se l'avete ricevuta, non è più da trattare: cancellatela. Grazie.
            """;
        return new Letter(recipient.Email, $"{row.Id:N}.ritirata@{server.Domain}", Number(row), $"Segnalazione {Number(row)}: ritirata", text);
    }

    public Enqueue InOutbox(ReferralRow row, Letter letter) => new(Kind, OutboxKey(row, letter), new ConversationId(row.ConversationId),
        new CaseId(row.CaseId), new ReferralId(row.Id), JsonSerializer.SerializeToUtf8Bytes(letter, LetterJson.Default.Letter));

    public static Letter Open(OutboxDelivery delivery) => JsonSerializer.Deserialize(delivery.Payload.Span, LetterJson.Default.Letter)!;

    /// <summary>What people say on the phone: the id's last letters are random enough to be one of a kind in a mailbox.</summary>
    public static string Number(ReferralRow row) => Number(new ReferralId(row.Id));

    public static string Number(ReferralId id) => id.Value.ToString("N")[^10..].ToUpperInvariant();

    /// <summary>One for each answer that released it: a second try of the same release is the same letter.</summary>
    private string MessageId(ReferralRow row, long release) => $"{row.Id:N}.{release}@{server.Domain}";

    /// <summary>The row's version makes a new outbox row for a new try by a person; the letter in it stays the same letter.</summary>
    private static string OutboxKey(ReferralRow row, Letter letter) => $"{letter.MessageId}/{row.Version}";

    public static string Urgency(Severity urgency) => urgency switch
    {
        Severity.Emergency => "emergenza, subito",
        Severity.High => "alta, oggi",
        _ => "ordinaria",
    };

    public string Language(string? tag) => tag is null ? "non detta"
        : locales.Pack(new LocaleTag(tag)) is { } pack && pack.Tag == new LocaleTag(tag) ? $"{pack.OwnName} ({tag})" : tag;
}
