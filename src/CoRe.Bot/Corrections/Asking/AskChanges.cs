using System.Text.Json;
using CoRe.Bot.Conversations;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.ServiceDirectory.Upkeep;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Corrections.Asking;

/// <summary>Asks a service by a letter with a link of its own. An older link of the service dies; stale when one is out that still lives.</summary>
/// <param name="Token">The link's secret; stored as a hash alone.</param>
/// <param name="Code">Stands in the letter and is typed on the page: programs that open links, and even press buttons, do not know it.</param>
internal sealed record AskService(Guid Id, string ServiceId, string Token, string Code, DateTimeOffset ExpiresAt, Mail Letter) : IChange;

/// <summary>The link was opened. Consumes nothing.</summary>
internal sealed record AskOpened(Guid Id) : IChange;

/// <summary>Somebody typed a wrong code; after <see cref="AskLinks.MostTries"/> the link is dead.</summary>
internal sealed record AskMistyped(Guid Id) : IChange;

/// <summary>The service answered. <paramref name="Note"/>: what is different now, in its own words. Stale when it has answered already.</summary>
internal sealed record AnswerAsk(Guid Id, bool True, string? Note) : IChange;

/// <summary>Nobody answered while the link lived: a person calls.</summary>
internal sealed record AskExpired(Guid Id, string ServiceId) : IChange;

/// <summary>Limits of a link.</summary>
internal static class AskLinks
{
    public const int MostTries = 5;

    public const int LongestNote = 1000;
}

internal sealed class AskServiceWriter(EnqueueWriter outbox) : ChangeWriter<AskService>
{
    protected override async Task WriteAsync(AskService change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.Db.ServiceAsks.AnyAsync(a => a.ServiceId == change.ServiceId && a.AnsweredAt == null && a.ExpiresAt > scope.Now && !a.Closed, cancellationToken))
        {
            throw new StaleWriteException("the service is being asked");
        }

        scope.Db.ServiceAsks.Add(new ServiceAskRow
        {
            Id = change.Id, ServiceId = change.ServiceId, TokenHash = LinkSecrets.Hash(change.Token), CodeHash = LinkSecrets.HashCode(change.Id, change.Code),
            At = scope.Now, ExpiresAt = change.ExpiresAt,
        });
        await ((IChangeWriter)outbox).WriteAsync(new Enqueue(AskMailSender.Letters, $"ask/{change.Id:N}", null, null, null,
            JsonSerializer.SerializeToUtf8Bytes(change.Letter, AskJson.Default.Mail)), scope, cancellationToken);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class AskOpenedWriter : ChangeWriter<AskOpened>
{
    protected override Task WriteAsync(AskOpened change, CommitScope scope, CancellationToken cancellationToken) =>
        scope.Db.ServiceAsks.Where(a => a.Id == change.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.OpenedAt, scope.Now).SetProperty(a => a.Opened, a => a.Opened + 1), cancellationToken);
}

internal sealed class AskMistypedWriter : ChangeWriter<AskMistyped>
{
    protected override Task WriteAsync(AskMistyped change, CommitScope scope, CancellationToken cancellationToken) =>
        scope.Db.ServiceAsks.Where(a => a.Id == change.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Mistyped, a => a.Mistyped + 1), cancellationToken);
}

internal sealed class AnswerAskWriter(DirectoryRefresh refresh) : ChangeWriter<AnswerAsk>
{
    protected override async Task WriteAsync(AnswerAsk change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await scope.Db.ServiceAsks.FirstOrDefaultAsync(a => a.Id == change.Id && a.AnsweredAt == null && !a.Closed && a.ExpiresAt > scope.Now && a.Mistyped < AskLinks.MostTries, cancellationToken)
            ?? throw new StaleWriteException("the link is spent");
        (row.AnsweredAt, row.StillTrue, row.Note) = (scope.Now, change.True, change.Note);
        await scope.Db.SaveChangesAsync(cancellationToken);
        if (change.True)
        {
            scope.AfterCommit(refresh.Soon);
        }
        else
        {
            await ((IChangeWriter)new OpenServiceTaskWriter()).WriteAsync(new OpenServiceTask(row.ServiceId, ServiceTaskKind.Changed), scope, cancellationToken);
        }
    }
}

internal sealed class AskExpiredWriter : ChangeWriter<AskExpired>
{
    protected override async Task WriteAsync(AskExpired change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.Db.ServiceAsks.Where(a => a.Id == change.Id && !a.Closed && a.AnsweredAt == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.Closed, true), cancellationToken) > 0)
        {
            await ((IChangeWriter)new OpenServiceTaskWriter()).WriteAsync(new OpenServiceTask(change.ServiceId, ServiceTaskKind.NoAnswer), scope, cancellationToken);
        }
    }
}
