using CoRe.Bot.BotSdk;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Hosting.Verbs.Trying;

/// <summary>Plays one conversation through the real pipeline and says what came of each turn.</summary>
internal sealed class ChatPlayer(IInbox inbox, IConversationAccess access, ICoreDb database, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ConversationId _conversation = ConversationId.New();
    private IList<CardAction> _answers = [];
    private string _channel = "directline";
    private long _seenLine;
    private long _seenFact;
    private string _case = "";

    public bool Ended { get; private set; }

    public async Task<ChatTurn> OpenAsync(string channel, string? language, bool greet, CancellationToken cancellationToken)
    {
        _channel = channel;
        await using (var db = database.Open())
        {
            _seenFact = await db.Facts.MaxAsync(fact => (long?)fact.Id, cancellationToken) ?? 0;
        }

        await access.StartAsync(channel, _conversation.Value, "try_person", language, greet, cancellationToken);
        return new ChatTurn(null, await OutcomeAsync(cancellationToken));
    }

    /// <param name="said">Words, or <c>[label]</c> for a tap on one of the last answers.</param>
    public async Task<ChatTurn> SayAsync(string said, CancellationToken cancellationToken)
    {
        var activity = new Activity { Type = ActivityTypes.Message, Text = said, From = new ChannelAccount { Id = "try_person" } };
        if (said is ['[', .. var label, ']'])
        {
            var tapped = _answers.FirstOrDefault(answer => answer.Title == label) ?? throw new InvalidDataException($"There is no answer '{label}' to tap.");
            (activity.Text, activity.Value) = (tapped.Text, tapped.Value);
        }

        await inbox.AcceptAsync(new InboundActivity(_channel, _conversation.Value, Guid.NewGuid().ToString("N"), activity), cancellationToken);
        return new ChatTurn(said, await OutcomeAsync(cancellationToken));
    }

    private async Task<List<string>> OutcomeAsync(CancellationToken cancellationToken)
    {
        await AnsweredAsync(cancellationToken);
        var outcome = new List<string>();
        foreach (var line in await access.ReadAsync(_conversation.Value, _seenLine, 500, cancellationToken) ?? [])
        {
            _seenLine = line.Number ?? _seenLine;
            var activity = SdkJson.Read(line.Json.Span);
            if (activity.From.Role != RoleTypes.User)
            {
                _answers = activity.SuggestedActions?.Actions ?? (activity.Type == ActivityTypes.Message ? [] : _answers);
                outcome.AddRange(ChatFile.Lines(activity));
            }
        }

        await using var db = database.Open();
        await AddFactsAsync(db, outcome, cancellationToken);
        await AddCaseAsync(db, outcome, cancellationToken);
        Ended = !await access.ExistsAsync(_conversation.Value, cancellationToken);
        return outcome;
    }

    /// <summary>Waits until no message of this conversation is without its turn.</summary>
    private async Task AnsweredAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < Patience)
        {
            await using var db = database.Open();
            if (!await db.Inbox.AnyAsync(row => row.ConversationId == _conversation.Value && row.State == InboxState.New, cancellationToken))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), time, cancellationToken);
        }

        throw new TimeoutException("The turn was not answered.");
    }

    private async Task AddFactsAsync(CoreDbContext db, List<string> outcome, CancellationToken cancellationToken)
    {
        foreach (var fact in await db.Facts.AsNoTracking().Where(fact => fact.Id > _seenFact).OrderBy(fact => fact.Id).ToListAsync(cancellationToken))
        {
            _seenFact = fact.Id;
            outcome.Add($"= {fact.Type}{(fact.Severity == Severity.None ? "" : $" {Level(fact.Severity)} {fact.Category.Name()}")}{(fact.Code is null ? "" : $" {fact.Code}")}");
        }
    }

    private async Task AddCaseAsync(CoreDbContext db, List<string> outcome, CancellationToken cancellationToken)
    {
        var open = await db.Cases.AsNoTracking().FirstOrDefaultAsync(row => row.ConversationId == _conversation.Value, cancellationToken);
        var now = open is null ? "" : $"= case {Level(open.Severity)} {open.Category.Name()}";
        if (now != _case)
        {
            outcome.Add(_case = now);
        }
    }

    private static string Level(Severity severity) => severity.ToString().ToLowerInvariant();
}
