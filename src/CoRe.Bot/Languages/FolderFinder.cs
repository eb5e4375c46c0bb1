namespace CoRe.Bot.Languages;

/// <summary>
/// Finds the folders of the product's data (<c>locales</c>, <c>dialogs</c>): they lie at the root of the repository while
/// developing and beside the program once published.
/// </summary>
internal static class FolderFinder
{
    /// <param name="name">The folder's name, for example <c>locales</c>.</param>
    /// <param name="contentRoot">Where a search begins and what a relative setting is relative to.</param>
    /// <param name="configured">The setting; when present it is the only place looked at, so a typo is not papered over.</param>
    public static string Find(string name, string contentRoot, string? configured = null)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            var set = Path.GetFullPath(configured, Path.GetFullPath(contentRoot));
            return Directory.Exists(set) ? set : throw new DirectoryNotFoundException($"The folder '{set}' of the settings does not exist.");
        }

        for (var folder = new DirectoryInfo(contentRoot); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, name);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        var beside = Path.Combine(AppContext.BaseDirectory, name);
        return Directory.Exists(beside)
            ? beside
            : throw new DirectoryNotFoundException($"No folder '{name}' in or above '{contentRoot}', and none beside the program.");
    }
}
