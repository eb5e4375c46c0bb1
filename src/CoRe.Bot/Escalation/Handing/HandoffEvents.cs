using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Conversations;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Escalation.Conflicts;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation.Handing;

/// <summary>A hand-off event in Bot Framework's terms, without a word or a name of the person.</summary>
/// <param name="Name"><c>handoff.initiate</c> or <c>handoff.status</c>.</param>
/// <param name="Id">Stays the same at every try.</param>
internal sealed record HandoffEvent(string Type, string Name, string Id, DateTimeOffset Timestamp, HandoffValue Value);

/// <summary>What happened to which case. <paramref name="State"/>: <c>accepted</c>, <c>completed</c>, or null for a case that waits.</summary>
internal sealed record HandoffValue(string Case, string? State, int Severity, string Category, string? Language, string Channel);

/// <summary>What lies in the outbox: for which key, which event.</summary>
internal sealed record HandoffCall(Guid Key, HandoffEvent Event);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HandoffCall))]
[JsonSerializable(typeof(HandoffEvent))]
internal sealed partial class HandoffJson : JsonSerializerContext;

/// <summary>Tells foreign desks what happens to cases, in the commit in which it happens. A desk of a place that the talk is about is not told.</summary>
internal sealed class HandoffEvents(EnqueueWriter outbox)
{
    public const string Kind = "handoff.hook";
    public const string Accepted = "accepted";
    public const string Completed = "completed";

    /// <param name="state">Null: the case waits for somebody.</param>
    public async Task TellAsync(CommitScope scope, CaseRow row, string? state, CancellationToken cancellationToken)
    {
        var listening = await (from key in scope.Db.IntegrationKeys.AsNoTracking()
                               join user in scope.Db.Users on key.AccountId equals user.Id
                               join link in scope.Db.UserRoles on user.Id equals link.UserId
                               join role in scope.Db.Roles on link.RoleId equals role.Id
                               where key.Hook != null && key.RevokedAt == null && key.ExpiresAt > scope.Now && role.Name == Roles.Operator
                               select new { key.Id, user.Places }).ToListAsync(cancellationToken);
        if (listening.Count == 0)
        {
            return;
        }

        var places = await scope.Db.Conversations.AsNoTracking().Where(c => c.Id == row.ConversationId).Select(c => c.Places).FirstOrDefaultAsync(cancellationToken);
        foreach (var one in listening.Where(one => !PlaceTags.Bars(places, one.Places)))
        {
            var name = state is null ? "handoff.initiate" : "handoff.status";
            // Not the time: a case can wait, be taken and wait again within one tick of a coarse clock.
            var id = string.Create(CultureInfo.InvariantCulture, $"handoff/{one.Id:N}/{Guid.CreateVersion7(scope.Now):N}");
            var call = new HandoffCall(one.Id, new HandoffEvent("event", name, id, scope.Now, new HandoffValue(new CaseId(row.Id).ToString(), state, (int)row.Severity, row.Category.Name(), row.Language, row.Channel)));
            await ((IChangeWriter)outbox).WriteAsync(new Enqueue(Kind, id, null, null, null, JsonSerializer.SerializeToUtf8Bytes(call, HandoffJson.Default.HandoffCall)), scope, cancellationToken);
        }
    }
}

/// <summary>Posts the events, signed with the key's own secret.</summary>
internal sealed class HandoffSender(ICoreDb database, Vault vault, SignedHook hook, TimeProvider time) : IOutboxSender
{
    public string Kind => HandoffEvents.Kind;

    public async Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var call = JsonSerializer.Deserialize(delivery.Payload.Span, HandoffJson.Default.HandoffCall)!;
        await using var db = database.Open();
        var now = time.GetUtcNow();
        if (await db.IntegrationKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Id == call.Key && k.RevokedAt == null && k.ExpiresAt > now, cancellationToken) is not { Hook: { } address, SealedHookSecret: { } secret })
        {
            throw new OutboxException("key_ended", permanent: true);
        }

        await hook.PostAsync(new Uri(address), vault.House.OpenText("integration_keys", "sealed_hook_secret", call.Key.ToString("N"), secret), delivery.IdempotencyKey,
            JsonSerializer.SerializeToUtf8Bytes(call.Event, HandoffJson.Default.HandoffEvent), cancellationToken);
    }
}
