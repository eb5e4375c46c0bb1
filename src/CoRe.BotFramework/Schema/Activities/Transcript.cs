namespace CoRe.BotFramework.Schema;

/// <summary>What was said so far, in order; travels with a hand-over.</summary>
public class Transcript
{
    public Transcript()
    {
    }

    public Transcript(IList<Activity> activities = null) => Activities = activities;

    public IList<Activity> Activities { get; set; }
}

/// <summary>The replies of a turn whose sender waits for them in the HTTP answer.</summary>
public class ExpectedReplies
{
    public ExpectedReplies()
    {
    }

    public ExpectedReplies(IList<Activity> activities = null) => Activities = activities;

    public IList<Activity> Activities { get; set; }
}
