using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Tests.Referrals;

/// <summary>Writes down who was called to which case.</summary>
internal sealed class RecordedBell : ICaseBell, ISupervisorCall
{
    public List<(CaseId About, string Call)> Rung { get; } = [];

    public List<(CaseId About, DateTimeOffset Since)> Supervisors { get; } = [];

    public Task RingAsync(CommitScope scope, CaseId about, string call, Severity urgency, CancellationToken cancellationToken)
    {
        scope.AfterCommit(() => Rung.Add((about, call)));
        return Task.CompletedTask;
    }

    public Task CallSupervisorsAsync(CaseId about, DateTimeOffset since, CancellationToken cancellationToken)
    {
        Supervisors.Add((about, since));
        return Task.CompletedTask;
    }
}
