using System.Globalization;
using System.Text;

namespace CoRe.BotFramework.Dialogs.Choices;

/// <summary>Writes choices into a message. Where Microsoft has two overloads that differ only in optional tails, ours is the longer.</summary>
public class ChoiceFactory
{
    /// <summary>The form that suits the channel: buttons where it has them, numbered text where it has not.</summary>
    public static IMessageActivity ForChannel(string channelId, IList<Choice> list, string text = null, string speak = null, ChoiceFactoryOptions options = null, string conversationType = null, IList<string> toList = null)
    {
        var choices = list ?? [];
        return StyleFor(channelId, choices, conversationType) switch
        {
            ListStyle.SuggestedAction => SuggestedAction(choices, text, speak, toList),
            ListStyle.HeroCard => HeroCard(choices, text, speak),
            ListStyle.Inline => Inline(choices, text, speak, options),
            _ => List(choices, text, speak, options),
        };
    }

    public static Activity Inline(IList<Choice> choices, string text = null, string speak = null, ChoiceFactoryOptions options = null)
        => MessageFactory.Text(InlineText(choices ?? [], text, options), speak, InputHints.ExpectingInput);

    public static Activity List(IList<string> choices, string text = null, string speak = null, ChoiceFactoryOptions options = null)
        => List(ToChoices(choices), text, speak, options);

    public static Activity List(IList<Choice> choices, string text = null, string speak = null, ChoiceFactoryOptions options = null)
        => MessageFactory.Text(ListText(choices ?? [], text, options), speak, InputHints.ExpectingInput);

    public static IMessageActivity SuggestedAction(IList<string> choices, string text = null, string speak = null, IList<string> toList = null)
        => SuggestedAction(ToChoices(choices), text, speak, toList);

    public static IMessageActivity SuggestedAction(IList<Choice> choices, string text = null, string speak = null, IList<string> toList = null)
        => MessageFactory.SuggestedActions(Buttons(choices ?? []), text, speak, InputHints.ExpectingInput, toList);

    public static IMessageActivity HeroCard(IList<Choice> choices, string text = null, string speak = null)
    {
        var card = new HeroCard(text: text, buttons: Buttons(choices ?? []));
        return MessageFactory.Attachment(card.ToAttachment(), null, speak, InputHints.ExpectingInput);
    }

    public static IList<Choice> ToChoices(IList<string> choices)
    {
        var list = new List<Choice>(choices?.Count ?? 0);
        foreach (var choice in choices ?? [])
        {
            list.Add(new Choice(choice));
        }

        return list;
    }

    /// <summary>The form that suits the channel.</summary>
    internal static ListStyle StyleFor(string channelId, IList<Choice> choices, string conversationType)
    {
        var shortTitles = HaveTitlesUpTo(Channel.MaxActionTitleLength(channelId), choices);
        if (shortTitles && Channel.SupportsSuggestedActions(channelId, choices.Count, conversationType))
        {
            return ListStyle.SuggestedAction;
        }

        if (shortTitles && Channel.SupportsCardActions(channelId, choices.Count))
        {
            return ListStyle.HeroCard;
        }

        return shortTitles && choices.Count <= 3 ? ListStyle.Inline : ListStyle.List;
    }

    internal static string InlineText(IList<Choice> choices, string text, ChoiceFactoryOptions options)
    {
        var numbers = options?.IncludeNumbers ?? true;
        var line = new StringBuilder(text, RoomFor(text, choices)).Append(text is null ? string.Empty : " ");
        for (var i = 0; i < choices.Count; i++)
        {
            line.Append(i == 0 ? string.Empty : Connector(i, choices.Count, options));
            if (numbers)
            {
                line.Append(CultureInfo.InvariantCulture, $"({i + 1}) ");
            }

            line.Append(Title(choices[i]));
        }

        return line.ToString();
    }

    internal static string ListText(IList<Choice> choices, string text, ChoiceFactoryOptions options)
    {
        var numbers = options?.IncludeNumbers ?? true;
        var lines = new StringBuilder(text, RoomFor(text, choices));
        for (var i = 0; i < choices.Count; i++)
        {
            lines.Append(i == 0 ? "\n\n   " : "\n   ");
            _ = numbers ? lines.Append(CultureInfo.InvariantCulture, $"{i + 1}. ") : lines.Append("- ");
            lines.Append(Title(choices[i]));
        }

        return lines.ToString();
    }

    private static int RoomFor(string text, IList<Choice> choices)
    {
        var room = (text?.Length ?? 0) + 2;
        foreach (var choice in choices)
        {
            room += (Title(choice)?.Length ?? 0) + 12;
        }

        return room;
    }

    private static CardAction[] Buttons(IList<Choice> choices)
    {
        var buttons = new CardAction[choices.Count];
        for (var i = 0; i < buttons.Length; i++)
        {
            buttons[i] = choices[i].Action ?? CardAction.FromString(choices[i].Value);
        }

        return buttons;
    }

    private static string Title(Choice choice) => choice.Action?.Title ?? choice.Value;

    private static string Connector(int index, int count, ChoiceFactoryOptions options)
        => index < count - 1
            ? options?.InlineSeparator ?? ", "
            : count == 2 ? options?.InlineOr ?? " or " : options?.InlineOrMore ?? ", or ";

    private static bool HaveTitlesUpTo(int length, IList<Choice> choices)
    {
        foreach (var choice in choices)
        {
            if (Title(choice)?.Length > length)
            {
                return false;
            }
        }

        return true;
    }
}
