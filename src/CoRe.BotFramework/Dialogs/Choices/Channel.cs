namespace CoRe.BotFramework.Dialogs.Choices;

/// <summary>What channels can show: limits of the channels, as data.</summary>
public class Channel
{
    /// <summary>Whether this many buttons may stand under a message and go away after the answer.</summary>
    public static bool SupportsSuggestedActions(string channelId, int buttonCnt = 100, string conversationType = null) => channelId switch
    {
        Channels.Facebook or Channels.Skype => buttonCnt <= 10,
        Channels.Line => buttonCnt <= 13,
        Channels.Kik => buttonCnt <= 20,
        Channels.Telegram or Channels.Emulator or Channels.Directline or Channels.DirectlineSpeech or Channels.Webchat => buttonCnt <= 100,
        Channels.Msteams => conversationType == "personal" && buttonCnt <= 3,
        _ => false,
    };

    /// <summary>Whether this many buttons may stand on a card.</summary>
    public static bool SupportsCardActions(string channelId, int buttonCnt = 100) => channelId switch
    {
        Channels.Facebook or Channels.Skype => buttonCnt <= 3,
        Channels.Msteams => buttonCnt <= 50,
        Channels.Line => buttonCnt <= 99,
        Channels.Slack or Channels.Emulator or Channels.Directline or Channels.DirectlineSpeech or Channels.Webchat
            or Channels.Telegram or Channels.Cortana => buttonCnt <= 100,
        _ => false,
    };

    /// <summary>The longest button text that is shown whole.</summary>
    public static int MaxActionTitleLength(string channelId) => 20;
}
