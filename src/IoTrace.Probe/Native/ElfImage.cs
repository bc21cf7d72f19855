using System.Runtime.InteropServices;

namespace IoTrace.Probe.Native;

/// <summary>
/// Finds the slots through which a loaded 64-bit ELF library calls the functions it imports, from its dynamic section in
/// memory: DT_JMPREL and DT_RELA entries of type JUMP_SLOT or GLOB_DAT.
/// </summary>
internal static unsafe class ElfImage
{
    private const uint ElfMagic = 0x464C457F;
    private const int PtLoad = 1;
    private const int PtDynamic = 2;

    /// <summary>Slot addresses by imported symbol name; empty when this is not an image this code understands.</summary>
    public static Dictionary<string, List<nint>> ImportSlots(nint image)
    {
        var slots = new Dictionary<string, List<nint>>(StringComparer.Ordinal);
        if (*(uint*)image != ElfMagic || *(byte*)(image + 4) != 2)
            return slots;

        var header = (ProgramHeader*)(image + *(nint*)(image + 32));
        int count = *(ushort*)(image + 56);
        nint lowest = nint.MaxValue;
        nint dynamicAddress = 0;
        for (var i = 0; i < count; i++)
        {
            if (header[i].Type == PtLoad && header[i].VirtualAddress < lowest)
                lowest = header[i].VirtualAddress;
            else if (header[i].Type == PtDynamic)
                dynamicAddress = header[i].VirtualAddress;
        }
        if (dynamicAddress == 0 || lowest == nint.MaxValue)
            return slots;

        var bias = image - lowest;
        var tables = Tables.Read((DynamicEntry*)(bias + dynamicAddress), bias);
        if (!tables.IsComplete)
            return slots;
        Collect(slots, tables, bias, tables.JumpRelocations, tables.JumpRelocationsSize);
        Collect(slots, tables, bias, tables.Relocations, tables.RelocationsSize);
        return slots;
    }

    private static void Collect(Dictionary<string, List<nint>> slots, in Tables tables, nint bias, nint start, nint size)
    {
        for (var entry = (Relocation*)start; (nint)entry < start + size; entry++)
        {
            if (!IsImportSlot((uint)entry->Info))
                continue;
            var symbol = (Symbol*)(tables.Symbols + (nint)(entry->Info >> 32) * sizeof(Symbol));
            var name = Marshal.PtrToStringUTF8(tables.Strings + (nint)symbol->Name)!;
            if (!slots.TryGetValue(name, out var list))
                slots[name] = list = [];
            list.Add(bias + entry->Offset);
        }
    }

    private static bool IsImportSlot(uint type) => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => type is 6 or 7, // R_X86_64_GLOB_DAT, R_X86_64_JUMP_SLOT
        Architecture.Arm64 => type is 1025 or 1026, // R_AARCH64_GLOB_DAT, R_AARCH64_JUMP_SLOT
        _ => false,
    };

    private struct Tables
    {
        public nint Strings;
        public nint Symbols;
        public nint Relocations;
        public nint RelocationsSize;
        public nint JumpRelocations;
        public nint JumpRelocationsSize;
        private bool _jumpRelocationsHaveAddends;

        public readonly bool IsComplete => Strings != 0 && Symbols != 0 && (JumpRelocations == 0 || _jumpRelocationsHaveAddends);

        public static Tables Read(DynamicEntry* entry, nint bias)
        {
            var tables = default(Tables);
            for (; entry->Tag != 0; entry++)
            {
                // glibc has replaced the addresses by absolute ones in memory on these machines; others leave offsets.
                var address = entry->Value < bias ? entry->Value + bias : entry->Value;
                switch (entry->Tag)
                {
                    case 5: tables.Strings = address; break;
                    case 6: tables.Symbols = address; break;
                    case 7: tables.Relocations = address; break;
                    case 8: tables.RelocationsSize = entry->Value; break;
                    case 2: tables.JumpRelocationsSize = entry->Value; break;
                    case 20: tables._jumpRelocationsHaveAddends = entry->Value == 7; break;
                    case 23: tables.JumpRelocations = address; break;
                }
            }
            return tables;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ProgramHeader
    {
        public int Type;
        public int Flags;
        public nint Offset;
        public nint VirtualAddress;
        public nint PhysicalAddress;
        public nint FileSize;
        public nint MemorySize;
        public nint Alignment;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct DynamicEntry
    {
        public nint Tag;
        public nint Value;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Relocation
    {
        public nint Offset;
        public ulong Info;
        public nint Addend;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Symbol
    {
        public uint Name;
        public byte Info;
        public byte Other;
        public ushort Section;
        public nint Value;
        public nint Size;
    }
}
