using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation.Conflicts;

/// <summary>The person named places: the talk carries their tags from now on.</summary>
internal sealed record NamePlaces(ConversationId Conversation, IReadOnlyList<string> Tags) : IChange;

/// <summary>Somebody at the desk says which places a case is about. What is missing from the list is taken off and stays off.</summary>
internal sealed record SetPlaces(CaseId Case, IReadOnlyList<string> Tags, Actor Actor) : IChange;

internal sealed class NamePlacesWriter(DeskSignal signal) : ChangeWriter<NamePlaces>
{
    protected override async Task WriteAsync(NamePlaces change, CommitScope scope, CancellationToken cancellationToken)
    {
        await scope.Db.SaveChangesAsync(cancellationToken);
        var stored = await scope.Db.Conversations.AsNoTracking().Where(c => c.Id == change.Conversation.Value).Select(c => c.Places).FirstOrDefaultAsync(cancellationToken);
        var known = PlaceTags.Parse(stored);
        var added = change.Tags.Where(tag => !known.Contains(tag) && !known.Contains(PlaceTags.Cleared + tag)).ToList();
        if (added.Count == 0 || known.Count >= PlaceTags.Most)
        {
            return;
        }

        var places = PlaceTags.Join([.. known, .. added]);
        await scope.Db.Conversations.Where(c => c.Id == change.Conversation.Value).ExecuteUpdateAsync(set => set.SetProperty(c => c.Places, places), cancellationToken);
        if (await scope.Db.Cases.FirstOrDefaultAsync(c => c.ConversationId == change.Conversation.Value && c.State != CaseState.Closed, cancellationToken) is { } row)
        {
            CaseHistory.Add(scope, row, "places.named", null);
            scope.AfterCommit(() => signal.Publish(new CaseId(row.Id), row.Severity, alarm: false));
        }
    }
}

internal sealed class SetPlacesWriter(CaseHistory history) : ChangeWriter<SetPlaces>
{
    protected override async Task WriteAsync(SetPlaces change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await CaseHistory.OpenRowAsync(scope, change.Case, cancellationToken);
        var stored = PlaceTags.Parse(await scope.Db.Conversations.AsNoTracking().Where(c => c.Id == row.ConversationId).Select(c => c.Places).FirstOrDefaultAsync(cancellationToken));
        var cleared = stored.Select(tag => tag.TrimStart('!')).Except(change.Tags).Select(tag => PlaceTags.Cleared + tag);
        var places = PlaceTags.Join([.. change.Tags, .. cleared]);
        await scope.Db.Conversations.Where(c => c.Id == row.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Places, places), cancellationToken);
        CaseHistory.Add(scope, row, "places.set", change.Actor.Id);
        history.Tell(scope, row);
    }
}
