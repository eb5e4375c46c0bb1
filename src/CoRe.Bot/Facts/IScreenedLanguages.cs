namespace CoRe.Bot.Facts;

/// <summary>
/// In which languages the screening of free text was measured and found good enough. In the others the product offers its menus,
/// the numbers and a person, and says at the desk that nobody may rely on an alarm.
/// </summary>
internal interface IScreenedLanguages
{
    bool IsCertified(string language);
}
