using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoRe.BotFramework.Schema;

/// <summary>A person or a bot on a channel.</summary>
public class ChannelAccount
{
    public ChannelAccount()
    {
    }

    public ChannelAccount(string id = null, string name = null, string role = null, string aadObjectId = null)
        => (Id, Name, Role, AadObjectId) = (id, name, role, aadObjectId);

    public string Id { get; set; }
    public string Name { get; set; }
    public string AadObjectId { get; set; }

    /// <summary>Members this schema does not know, kept as they came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Properties { get => field ??= []; set; }
    public string Role { get; set; }
}

/// <summary>A conversation on a channel.</summary>
public class ConversationAccount
{
    public ConversationAccount()
    {
    }

    public ConversationAccount(bool? isGroup = default, string conversationType = null, string id = null, string name = null,
        string aadObjectId = null, string role = null, string tenantId = null)
    {
        (IsGroup, ConversationType, Id, Name) = (isGroup, conversationType, id, name);
        (AadObjectId, Role, TenantId) = (aadObjectId, role, tenantId);
    }

    public bool? IsGroup { get; set; }
    public string ConversationType { get; set; }
    public string Id { get; set; }
    public string Name { get; set; }
    public string AadObjectId { get; set; }

    /// <summary>Members this schema does not know, kept as they came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Properties { get => field ??= []; set; }
    public string Role { get; set; }
    public string TenantId { get; set; }
}
