using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace IoTrace.Capture.Targets;

/// <summary>The version that an assembly states, read from its bytes. They come from somebody else's root: anything may be in them.</summary>
internal static class AssemblyVersion
{
    private const string Attribute = "AssemblyInformationalVersionAttribute";

    /// <summary>Null where it states none, or is no assembly.</summary>
    public static string? Of(byte[] assembly)
    {
        try
        {
            using var file = new PEReader(new MemoryStream(assembly));
            var metadata = file.GetMetadataReader();
            return metadata.GetAssemblyDefinition().GetCustomAttributes().Select(metadata.GetCustomAttribute)
                .Where(attribute => NameOf(attribute, metadata) == Attribute).Select(attribute => TextOf(attribute, metadata)).FirstOrDefault();
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException or ArgumentException or OverflowException or IOException or InvalidCastException)
        {
            return null;
        }
    }

    /// <summary>Within the framework's own library the attribute is a type of it; elsewhere it is referred to.</summary>
    private static string? NameOf(CustomAttribute attribute, MetadataReader metadata) => attribute.Constructor.Kind switch
    {
        HandleKind.MethodDefinition => metadata.GetString(metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()).Name),
        HandleKind.MemberReference when metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type =>
            metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name),
        _ => null,
    };

    /// <summary>Its one argument, behind the two bytes with which every value begins (ECMA-335, II.23.3).</summary>
    private static string? TextOf(CustomAttribute attribute, MetadataReader metadata)
    {
        var value = metadata.GetBlobReader(attribute.Value);
        return value.ReadUInt16() == 1 ? value.ReadSerializedString() : null;
    }
}
