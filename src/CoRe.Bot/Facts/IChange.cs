namespace CoRe.Bot.Facts;

/// <summary>
/// Something that a turn or an operator wants changed. A record without I/O: a turn only thinks; the writer of its room
/// (<c>Storage.ChangeWriter</c>) writes it inside the one commit.
/// </summary>
internal interface IChange;
