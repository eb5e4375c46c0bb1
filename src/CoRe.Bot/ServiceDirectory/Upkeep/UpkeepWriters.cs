using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.ServiceDirectory.Upkeep;

internal sealed class OpenServiceTaskWriter : ChangeWriter<OpenServiceTask>
{
    protected override async Task WriteAsync(OpenServiceTask change, CommitScope scope, CancellationToken cancellationToken)
    {
        var open = await scope.Db.ServiceTasks.FirstOrDefaultAsync(t => t.ServiceId == change.ServiceId && t.Kind == change.Kind && t.ClosedAt == null, cancellationToken);
        if (open is null)
        {
            open = new ServiceTaskRow { ServiceId = change.ServiceId, Kind = change.Kind, OpenedAt = scope.Now, Language = change.Language?.Value };
            scope.Db.ServiceTasks.Add(open);
        }

        open.Count++;
        open.LastAt = scope.Now;
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class CloseServiceTaskWriter : ChangeWriter<CloseServiceTask>
{
    protected override async Task WriteAsync(CloseServiceTask change, CommitScope scope, CancellationToken cancellationToken)
    {
        var open = await scope.Db.ServiceTasks.FirstOrDefaultAsync(t => t.Id == change.Id && t.ClosedAt == null, cancellationToken)
            ?? throw new StaleWriteException("the task is closed already");
        (open.ClosedAt, open.ClosedBy, open.Outcome) = (scope.Now, change.By.Value, change.Outcome);
    }
}

internal sealed class TakeDirectoryWriter(DirectoryRefresh refresh) : ChangeWriter<TakeDirectory>
{
    protected override Task WriteAsync(TakeDirectory change, CommitScope scope, CancellationToken cancellationToken)
    {
        scope.Db.DirectoryVersions.Add(new DirectoryVersionRow { At = scope.Now, By = change.By, Services = change.Services, Json = change.Json });
        scope.AfterCommit(refresh.Soon);
        return Task.CompletedTask;
    }
}

internal sealed class NoteCallWriter(DirectoryRefresh refresh) : ChangeWriter<NoteCall>
{
    protected override Task WriteAsync(NoteCall change, CommitScope scope, CancellationToken cancellationToken)
    {
        scope.Db.ServiceCalls.Add(new ServiceCallRow { Target = change.Target, Digits = change.Digits, Outcome = change.Outcome, By = change.By.Value, At = scope.Now });
        scope.AfterCommit(refresh.Soon);
        return Task.CompletedTask;
    }
}

internal sealed class SetAgreementWriter : ChangeWriter<SetAgreement>
{
    protected override async Task WriteAsync(SetAgreement change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await scope.Db.ServiceAgreements.FirstOrDefaultAsync(a => a.ServiceId == change.ServiceId, cancellationToken);
        if (row is null)
        {
            row = new ServiceAgreementRow { ServiceId = change.ServiceId, ConflictTags = "", ChangedBy = change.By.Value };
            scope.Db.ServiceAgreements.Add(row);
        }

        (row.Since, row.Until, row.ConflictTags) = (change.Since, change.Until, string.Join(' ', change.ConflictTags));
        (row.Email, row.ChangedAt, row.ChangedBy) = (change.Email, scope.Now, change.By.Value);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}
