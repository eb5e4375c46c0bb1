using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Translating;
using CoRe.Bot.Screening;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Pipeline.Rereading;

/// <summary>A message in which screening of the original found nothing grave, to be read once more in translation.</summary>
internal sealed record Reread(string Words, string? Language, string Channel);

[JsonSerializable(typeof(Reread))]
internal sealed partial class RereadJson : JsonSerializerContext;

/// <summary>
/// The original is screened at once and decides what is said at once. When an engine translates for the desk, the same message is read again in
/// Italian after the turn, and the graver of the two findings counts. It goes by the outbox: a killed program or an engine that is away for an hour
/// loses no reading. Nothing here ever lowers a finding.
/// </summary>
internal sealed class TranslatedReading(Interpreter interpreter, RiskScreener screener, HandoverWords words, TimeProvider time) : IOutboxSender
{
    public const string Rows = "reread";

    // Shorter ones say nothing in another language that they do not say in their own.
    private const int FewestLetters = 8;
    private readonly ConcurrentDictionary<Guid, RiskFinding> _found = new();

    public string Kind => Rows;

    /// <summary>The row for a message that is worth it; null when nobody translates, when it is a button, or Italian.</summary>
    public static Enqueue? Of(Interpreter interpreter, ConversationId conversation, string words, LocaleTag? written, LocaleTag? language, string channel, TimeProvider time) =>
        interpreter.Engine is null || words is ['#', ..] || (written ?? language) == LocaleTag.Italian || words.Count(char.IsLetter) < FewestLetters ? null
            : new Enqueue(Rows, $"reread/{Guid.CreateVersion7(time.GetUtcNow()):N}", conversation, null, null,
                JsonSerializer.SerializeToUtf8Bytes(new Reread(words, language?.Value, channel), RereadJson.Default.Reread));

    public async Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            var italian = await interpreter.TranslateAsync(new PersonText(Open(delivery).Words), null, LocaleTag.Italian, cancellationToken);
            var finding = screener.Screen(italian.Words, ScreeningMemory.Empty);
            if (finding.Severity >= Severity.High)
            {
                _found[delivery.Id] = finding;
            }
        }
        catch (TranslatorException error)
        {
            throw new OutboxException($"translator_{error.Code}", permanent: false);
        }
    }

    public IReadOnlyList<IChange> AfterSent(OutboxDelivery delivery)
    {
        if (!_found.TryRemove(delivery.Id, out var finding) || delivery.Conversation is not { } conversation)
        {
            return [];
        }

        var message = Open(delivery);
        LocaleTag? language = message.Language is { Length: > 0 } tag ? new LocaleTag(tag) : null;
        var id = CaseId.New(time);
        return
        [
            new OpenCase(id, conversation, finding.Severity, finding.Category, ["Letto nella traduzione automatica, non nell'originale.", .. finding.Reasons.Select(reason => reason.Italian)],
                language, message.Channel, CaseOrigin.Found),
            new Say(conversation, Speaker.Bot, words.Numbers(language ?? LocaleTag.Italian)),
        ];
    }

    private static Reread Open(OutboxDelivery delivery) => JsonSerializer.Deserialize(delivery.Payload.Span, RereadJson.Default.Reread)!;
}
