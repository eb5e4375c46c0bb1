namespace CoRe.BotFramework.Testing;

/// <summary>Compares an expected with an actual reply; throws when they differ.</summary>
public delegate void ValidateReply(IActivity expected, IActivity actual);

/// <summary>A conversation as a test: what is said and what must come back, run by <see cref="StartTestAsync"/>.</summary>
public class TestFlow
{
    private readonly TestAdapter _adapter;
    private readonly BotCallbackHandler _callback;
    private readonly Func<Task> _run;

    public TestFlow(TestAdapter adapter, BotCallbackHandler callback = null)
        => (_adapter, _callback, _run) = (adapter, callback, () => Task.CompletedTask);

    public TestFlow(TestAdapter adapter, IBot bot) : this(adapter, bot.OnTurnAsync)
    {
    }

    public TestFlow(Task task, TestFlow flow) : this(() => task, flow)
    {
    }

    public TestFlow(Func<Task> getTask, TestFlow flow)
        => (_adapter, _callback, _run) = (flow._adapter, flow._callback, getTask ?? (() => Task.CompletedTask));

    public Task StartTestAsync() => _run();

    public TestFlow Send(string userSays)
    {
        ArgumentNullException.ThrowIfNull(userSays);
        return Then(() => _adapter.SendTextToBotAsync(userSays, _callback, default));
    }

    public TestFlow SendConversationUpdate() => Then(() =>
    {
        var update = (Activity)Activity.CreateConversationUpdateActivity();
        update.MembersAdded!.Add(_adapter.Conversation.User);
        return _adapter.ProcessActivityAsync(update, _callback);
    });

    public TestFlow Send(IActivity userActivity)
    {
        ArgumentNullException.ThrowIfNull(userActivity);
        return Then(() => _adapter.ProcessActivityAsync((Activity)userActivity, _callback));
    }

    public TestFlow Delay(uint ms) => Delay(TimeSpan.FromMilliseconds(ms));

    public TestFlow Delay(TimeSpan timespan) => Then(() => Task.Delay(timespan));

    public TestFlow AssertReply(string expected, string description = null, uint timeout = 3000)
        => AssertReply(reply => Require(reply.AsMessageActivity()?.Text == expected, description,
            $"Expected '{expected}', got '{reply.AsMessageActivity()?.Text}'."), description, timeout);

    public TestFlow AssertReplyContains(string expected, string description = null, uint timeout = 3000)
        => AssertReply(reply => Require(reply.AsMessageActivity()?.Text?.Contains(expected, StringComparison.Ordinal) == true, description,
            $"Expected something with '{expected}', got '{reply.AsMessageActivity()?.Text}'."), description, timeout);

    public TestFlow AssertReply(IActivity expected, string description = null, uint timeout = 3000)
        => AssertReply(reply => Require(
            reply.Type == expected.Type && reply.AsMessageActivity()?.Text?.Trim() == expected.AsMessageActivity()?.Text?.Trim(), description,
            $"Expected {expected.Type} '{expected.AsMessageActivity()?.Text}', got {reply.Type} '{reply.AsMessageActivity()?.Text}'."), description, timeout);

    public TestFlow AssertReply(IActivity expected, IEqualityComparer<IActivity> equalityComparer, string description = null, uint timeout = 3000)
        => AssertReply(reply => Require(equalityComparer.Equals(expected, reply), description, "The reply differs from the expected one."), description, timeout);

    public TestFlow AssertReply(Action<IActivity> validateActivity, string description = null, uint timeout = 3000) => Then(async () =>
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(timeout));
        IActivity reply;
        try
        {
            reply = await _adapter.GetNextReplyAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(description ?? $"No reply within {timeout} ms.");
        }

        validateActivity(reply);
    });

    public TestFlow AssertNoReply(string description = null, uint timeout = 3000) => Then(() =>
    {
        // The turn has ended before this runs: what was not sent by now is not a reply to it.
        var reply = _adapter.GetNextReply();
        Require(reply is null, description, $"Expected no reply, got {reply?.Type} '{reply?.AsMessageActivity()?.Text}'.");
        return Task.CompletedTask;
    });

    public TestFlow Test(string userSays, string expected, string description = null, uint timeout = 3000)
        => Send(userSays).AssertReply(expected, description, timeout);

    public TestFlow Test(string userSays, Activity expected, string description = null, uint timeout = 3000)
        => Send(userSays).AssertReply(expected, description, timeout);

    public TestFlow Test(string userSays, Action<IActivity> validateActivity, string description = null, uint timeout = 3000)
        => Send(userSays).AssertReply(validateActivity, description, timeout);

    /// <summary>Plays a transcript: what the bot said in it is expected, the rest is sent.</summary>
    public TestFlow Test(IEnumerable<IActivity> activities, string description = null, uint timeout = 3000)
        => Test(activities, (expected, actual) => Require(expected.AsMessageActivity()?.Text == actual.AsMessageActivity()?.Text, description,
            $"Expected '{expected.AsMessageActivity()?.Text}', got '{actual.AsMessageActivity()?.Text}'."), description, timeout);

    public TestFlow Test(IEnumerable<IActivity> activities, ValidateReply validateReply, string description = null, uint timeout = 3000)
        => activities.Aggregate(this, (flow, activity) => activity.From?.Role == RoleTypes.Bot
            ? flow.AssertReply(reply => validateReply(activity, reply), description, timeout)
            : flow.Send(activity));

    public TestFlow AssertReplyOneOf(string[] candidates, string description = null, uint timeout = 3000)
        => AssertReply(reply => Require(candidates.Contains(reply.AsMessageActivity()?.Text), description,
            $"'{reply.AsMessageActivity()?.Text}' is none of the expected replies."), description, timeout);

    private static void Require(bool met, string description, string message)
    {
        if (!met)
        {
            throw new InvalidOperationException(description is null ? message : $"{description}: {message}");
        }
    }

    private TestFlow Then(Func<Task> step) => new(async () =>
    {
        await _run().ConfigureAwait(false);
        await step().ConfigureAwait(false);
    }, this);
}
