using CoRe.Bot.ServiceDirectory.Upkeep;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Corrections;

internal sealed class CorrectWriter(CorrectionRefresh words, DirectoryRefresh entries) : ChangeWriter<Correct>
{
    protected override Task WriteAsync(Correct change, CommitScope scope, CancellationToken cancellationToken)
    {
        scope.Db.Corrections.Add(new CorrectionRow
        {
            Kind = change.Kind, Target = change.Target, Locale = change.Locale, Words = change.Words, Reviewer = change.Reviewer,
            Reason = change.Reason, By = change.By.Value, At = scope.Now,
        });
        scope.AfterCommit(words.Soon);
        scope.AfterCommit(entries.Soon);
        return Task.CompletedTask;
    }
}

internal sealed class UndoCorrectionsWriter(CorrectionRefresh words, DirectoryRefresh entries) : ChangeWriter<UndoCorrections>
{
    protected override Task WriteAsync(UndoCorrections change, CommitScope scope, CancellationToken cancellationToken)
    {
        scope.Db.Corrections.Add(new CorrectionRow
        {
            Kind = change.Kind, Target = change.Target, Locale = change.Locale, Own = true, Reason = change.Reason, By = change.By.Value, At = scope.Now,
        });
        scope.AfterCommit(words.Soon);
        scope.AfterCommit(entries.Soon);
        return Task.CompletedTask;
    }
}

internal sealed class SignLineWriter(CorrectionRefresh refresh) : ChangeWriter<SignLine>
{
    protected override Task WriteAsync(SignLine change, CommitScope scope, CancellationToken cancellationToken)
    {
        scope.Db.LegalSignatures.Add(new LegalSignatureRow
        {
            Target = change.Target, Words = change.Words, Reference = change.Reference, ExpiresOn = change.ExpiresOn, By = change.By.Value, Name = change.Name, At = scope.Now,
        });
        scope.AfterCommit(refresh.Soon);
        return Task.CompletedTask;
    }
}
