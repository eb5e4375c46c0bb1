using System.Security.Cryptography;
using System.Text;

namespace CoRe.Bot.Privacy;

/// <summary>Keyed hashes under which a channel's user is found again without keeping who it is.</summary>
internal sealed class Pseudonyms(MasterKeys masters)
{
    private readonly byte[] _key = masters.Derive("pseudonyms");

    public byte[] Of(string channel, string userId) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{channel}|{userId}"));
}
