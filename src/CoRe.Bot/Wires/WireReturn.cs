using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Wires;

/// <summary>Something said to a user of a wire outside of any talk, because the talk must not keep it or is no more.</summary>
internal sealed record WireNote(string Channel, string Address, string Text);

[JsonSerializable(typeof(WireNote))]
internal sealed partial class WireJson : JsonSerializerContext;

/// <summary>Coming back: words for this talk, or the talk of these words. The words pass through the outbox, never through the transcript.</summary>
internal sealed class WireReturn(IReturnCodes codes, ICoreDb database, LocaleLibrary locales, ICommitter committer, TimeProvider time)
{
    private const int MostWrong = 5;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, (int Wrong, DateTimeOffset Since)> _guesses = new();

    public async Task AnswerAsync(WireEvent said, byte[] user, ConversationId talk, string words, CancellationToken cancellationToken)
    {
        if (words.Length == 0)
        {
            var (issued, expires) = await codes.IssueAsync(talk.Value, cancellationToken);
            var language = await LanguageAsync(talk, cancellationToken);
            await NoteAsync(said, $"{Text(language, "page.code.show")}\n\n{issued}\n\n{locales.Text(language, "page.code.until", ("time", ItalianClock.Say(expires, language))).Text}", cancellationToken);
            return;
        }

        var who = Convert.ToHexString(user);
        if (IsGuessing(who))
        {
            await NoteAsync(said, Text(await LanguageAsync(talk, cancellationToken), "page.code.busy"), cancellationToken);
        }
        else if (await codes.RedeemAsync(words, cancellationToken) is { } known)
        {
            _guesses.TryRemove(who, out _);
            var back = new ConversationId(known);
            await committer.CommitAsync([new LinkWire(said.Channel, user, back, said.Address ?? said.User)], cancellationToken);
            await NoteAsync(said, Text(await LanguageAsync(back, cancellationToken), "wires.back"), cancellationToken);
        }
        else
        {
            var now = time.GetUtcNow();
            _guesses.AddOrUpdate(who, (1, now), (_, before) => now - before.Since > Window ? (1, now) : (before.Wrong + 1, before.Since));
            await NoteAsync(said, Text(await LanguageAsync(talk, cancellationToken), "page.code.wrong"), cancellationToken);
        }
    }

    private bool IsGuessing(string who) => _guesses.TryGetValue(who, out var guesses) && guesses.Wrong >= MostWrong && time.GetUtcNow() - guesses.Since <= Window;

    private Task NoteAsync(WireEvent said, string text, CancellationToken cancellationToken) => committer.CommitAsync(
        [WireNotes.Of(new WireNote(said.Channel, said.Address ?? said.User, text), $"{said.Channel}.note.{said.Key}")], cancellationToken);

    private string Text(LocaleTag language, string key) => locales.Text(language, key).Text;

    private async Task<LocaleTag> LanguageAsync(ConversationId talk, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var tag = await db.Conversations.Where(c => c.Id == talk.Value).Select(c => c.Language).FirstOrDefaultAsync(cancellationToken);
        return tag is { Length: > 0 } ? new LocaleTag(tag) : LocaleTag.Italian;
    }
}

/// <summary>Sends notes, and makes the one that says goodbye when a talk is erased.</summary>
internal sealed class WireNotes(IEnumerable<IWire> wires) : IOutboxSender
{
    public const string OutboxKind = "wire.note";
    private readonly Dictionary<string, IWire> _wires = wires.ToDictionary(wire => wire.Channel);

    public string Kind => OutboxKind;

    public static Enqueue Of(WireNote note, string key) => new(OutboxKind, key, null, null, null, JsonSerializer.SerializeToUtf8Bytes(note, WireJson.Default.WireNote));

    public async Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var note = JsonSerializer.Deserialize(delivery.Payload.Span, WireJson.Default.WireNote)!;
        if (!_wires.TryGetValue(note.Channel, out var wire))
        {
            throw new OutboxException("wire_off", permanent: true);
        }

        var outcome = await wire.SendAsync(note.Address, new WireMessage(note.Text, [], []), cancellationToken);
        if (outcome.Result != WireResult.Sent)
        {
            throw new OutboxException(outcome.Code, permanent: outcome.Result != WireResult.Later);
        }
    }
}

/// <summary>The last words on a messenger after an erasure: what is gone here, and what only the person can delete there.</summary>
internal sealed class WireFarewell(EnqueueWriter outbox, Vault vault, LocaleLibrary locales) : IFarewell
{
    public async Task SayAsync(ConversationId conversation, CommitScope scope, CancellationToken cancellationToken)
    {
        var links = await scope.Db.WireLinks.AsNoTracking().Where(l => l.ConversationId == conversation.Value && l.State == WireLinkState.Active).ToListAsync(cancellationToken);
        if (links.Count == 0 || await vault.KeyOfAsync(scope.Db, conversation, cancellationToken) is not { } key)
        {
            return;
        }

        var tag = await scope.Db.Conversations.Where(c => c.Id == conversation.Value).Select(c => c.Language).FirstOrDefaultAsync(cancellationToken);
        var text = locales.Text(tag is { Length: > 0 } ? new LocaleTag(tag) : LocaleTag.Italian, "wires.erased").Text;
        foreach (var link in links)
        {
            var address = key.OpenText("wire_links", "sealed_address", WireLinks.Place(link.Channel, conversation), link.SealedAddress);
            await ((IChangeWriter)outbox).WriteAsync(WireNotes.Of(new WireNote(link.Channel, address, text), $"{link.Channel}.erased.{conversation}"), scope, cancellationToken);
        }
    }
}
